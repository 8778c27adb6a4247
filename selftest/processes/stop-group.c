// carrel-expect: time-limit
// carrel-limits: wall=1s
// carrel-why: a stopped group burns no CPU and answers no signal but SIGKILL; only a wall clock outside it ends the run.
#include <signal.h>
#include <unistd.h>

int main(void) {
    for (int i = 0; i < 5; i++)
        if (fork() == 0) for (;;) pause();
    kill(0, SIGSTOP);
    for (;;) pause();
}
