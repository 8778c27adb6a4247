// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: wall=5s
// carrel-why: a stopped parent never reaps, so the run would never end and its slot would be lost.
#include "held.h"
#include <signal.h>

int main(void) {
    static const int numbers[] = {SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGKILL};
    pid_t parent = getppid();
    for (int i = 0; i < 5; i++) {
        if (parent > 0) kill(parent, numbers[i]);
        kill(1, numbers[i]);
    }
    doze(200);
    if (getppid() != parent) breach("the parent died by our signal");
    return held();
}
