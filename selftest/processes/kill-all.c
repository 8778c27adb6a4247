// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: wall=5s
// carrel-why: kill(-1) reaches every process that the namespace shows: a neighbour, the supervisor or the service when it shows too much.
#include "held.h"
#include <signal.h>

int main(void) {
    pid_t children[3];
    for (int i = 0; i < 3; i++)
        if ((children[i] = fork()) == 0) for (;;) pause();
    kill(-1, SIGTERM);
    kill(-1, SIGKILL);
    for (int i = 0; i < 3; i++) {
        int status;
        waitpid(children[i], &status, 0);
        if (!WIFSIGNALED(status)) breach("a child of ours outlived kill(-1)");
    }
    return held();
}
