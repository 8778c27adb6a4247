// carrel-expect: time-limit
// carrel-limits: cpu=5s wall=1s
// carrel-why: a sleeper uses no processor time, so only the wall clock ends it; without one it holds its place for ever.
#include <unistd.h>

int main(void) {
    sleep(60);
    return 0;
}
