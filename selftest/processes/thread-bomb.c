// carrel-expect: process-limit
// carrel-needs: cgroup
// carrel-stdout: refused
// carrel-limits: wall=5s processes=64
// carrel-why: threads are tasks as well; uncounted they exhaust the machine's task table.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *wait_for_ever(void *nothing) {
    for (;;) pause();
    return nothing;
}

int main(void) {
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    for (int threads = 1; threads <= 200; threads++) {
        pthread_t thread;
        if (pthread_create(&thread, &small, wait_for_ever, NULL) != 0) {
            puts("refused");
            return 1;
        }
        if (threads >= 64) {
            printf("breach: %d threads besides the first\n", threads);
            fflush(stdout);
            _exit(0);
        }
    }
}
