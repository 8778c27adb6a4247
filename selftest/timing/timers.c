// carrel-expect: time-limit
// carrel-limits: cpu=1s wall=20s
// carrel-why: a program that catches SIGXCPU, raises its own limit and sets the interval timers anew must not outlive its processor time.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>

static void again(int number) {
    (void)number;
    struct rlimit limit;
    struct itimerval timer = {{100, 0}, {100, 0}};
    if (getrlimit(RLIMIT_CPU, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_CPU, &limit);
        limit.rlim_cur = limit.rlim_max = RLIM_INFINITY;
        setrlimit(RLIMIT_CPU, &limit);
    }
    setitimer(ITIMER_PROF, &timer, NULL);
    setitimer(ITIMER_VIRTUAL, &timer, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

int main(void) {
    struct timespec used;
    for (int number = 1; number <= 64; number++) signal(number, again);
    again(0);
    do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    while (used.tv_sec < 4);
    puts("breach: 4 s of processor time");
    return 0;
}
