// carrel-expect: time-limit
// carrel-needs: cgroup
// carrel-limits: cpu=1s wall=20s processes=64
// carrel-why: eight threads burn eight seconds in one; processor time is that of all of them together.
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static void *spin(void *nothing) {
    struct timespec used;
    do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    while (used.tv_sec < 4);
    return nothing;
}

int main(void) {
    pthread_t threads[8];
    for (int i = 0; i < 8; i++)
        if (pthread_create(&threads[i], NULL, spin, NULL) != 0) return 3;
    for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    puts("breach: 4 s of processor time");
    return 0;
}
