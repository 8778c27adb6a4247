// carrel-expect: time-limit
// carrel-limits: cpu=1s wall=8s
// carrel-why: an endless loop is the most frequent program of all; it ends by its processor time, long before the wall clock.
#include <stdio.h>
#include <time.h>

int main(void) {
    struct timespec used;
    do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    while (used.tv_sec < 3);
    puts("breach: 3 s of processor time");
    return 0;
}
