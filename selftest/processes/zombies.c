// carrel-expect: process-limit
// carrel-needs: cgroup
// carrel-stdout: refused
// carrel-limits: wall=5s processes=64
// carrel-why: the unreaped dead hold process ids; uncounted they would use up the machine's.
#include <stdio.h>
#include <unistd.h>

int main(void) {
    for (int dead = 1; dead <= 500; dead++) {
        pid_t child = fork();
        if (child == 0) _exit(0);
        if (child < 0) {
            puts("refused");
            return 1;
        }
    }
    puts("breach: 500 unreaped processes");
    return 0;
}
