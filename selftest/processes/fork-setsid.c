// carrel-expect: process-limit
// carrel-needs: cgroup
// carrel-limits: wall=5s processes=64
// carrel-why: a child in a session of its own escapes a kill by process group and goes on forking.
#include <unistd.h>

int main(void) {
    for (;;) {
        pid_t child = fork();
        if (child < 0) return 1;
        if (child == 0) {
            setsid();
            for (int i = 0; i < 3; i++)
                if (fork() == 0) setsid();
            for (;;) pause();
        }
    }
}
