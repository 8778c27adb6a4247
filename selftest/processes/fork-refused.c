// carrel-expect: process-limit
// carrel-needs: cgroup
// carrel-stdout: refused
// carrel-limits: wall=5s processes=64
// carrel-short: yes
// carrel-why: without a count of processes one learner could fill the process table for everyone.
#include <stdio.h>
#include <unistd.h>

int main(void) {
    for (int children = 1; children <= 200; children++) {
        pid_t child = fork();
        if (child == 0) for (;;) pause();
        if (child < 0) {
            puts("refused");
            return 1;
        }
        if (children >= 64) {
            printf("breach: %d processes besides the program\n", children);
            return 0;
        }
    }
}
