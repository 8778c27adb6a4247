// carrel-expect: time-limit
// carrel-limits: cpu=2s wall=2s processes=64
// carrel-why: a plain fork bomb would take the machine's process table and outlive its run.
#include <unistd.h>

int main(void) {
    for (;;) fork();
}
