// carrel-expect: time-limit
// carrel-limits: wall=1s
// carrel-why: a program that ignores every signal it may must be ended by the one that it may not.
#include <signal.h>
#include <unistd.h>

int main(void) {
    sigset_t all;
    sigfillset(&all);
    for (int number = 1; number <= 64; number++) signal(number, SIG_IGN);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (;;) sleep(60);
}
