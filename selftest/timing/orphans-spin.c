// carrel-expect: time-limit
// carrel-needs: cgroup
// carrel-limits: cpu=1s wall=30s processes=64
// carrel-why: orphans die in the arms of init, so the program's own account never shows what they burnt.
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void) {
    for (int i = 0; i < 80; i++) {
        int ends[2];
        char byte;
        if (pipe(ends) < 0) return 3;
        pid_t child = fork();
        if (child == 0) {
            if (fork() == 0) {
                struct timespec used;
                do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
                while (used.tv_nsec < 50000000L && used.tv_sec == 0);
            }
            _exit(0);
        }
        close(ends[1]);
        waitpid(child, NULL, 0);
        if (read(ends[0], &byte, 1) != 0) return 3;
        close(ends[0]);
    }
    puts("breach: 4 s of processor time by orphans");
    return 0;
}
