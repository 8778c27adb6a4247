// carrel-expect: time-limit
// carrel-needs: cgroup
// carrel-limits: cpu=1s wall=30s processes=64
// carrel-why: a limit kept by each process begins anew with each; a chain of short ones never meets it.
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void) {
    for (int i = 0; i < 80; i++) {
        pid_t child = fork();
        if (child == 0) {
            struct timespec used;
            do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
            while (used.tv_nsec < 50000000L && used.tv_sec == 0);
            _exit(0);
        }
        waitpid(child, NULL, 0);
    }
    puts("breach: 4 s of processor time by children");
    return 0;
}
