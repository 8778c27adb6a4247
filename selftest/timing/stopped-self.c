// carrel-expect: time-limit
// carrel-limits: wall=1s
// carrel-why: a program that stops itself looks idle for ever to a supervisor that waits for its end.
#include <signal.h>

int main(void) {
    for (;;) raise(SIGSTOP);
}
