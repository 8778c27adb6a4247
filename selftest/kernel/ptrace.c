// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: who traces a process is that process: init, a sibling, or a child that the filter should have held.
#include "held.h"
#include <signal.h>
#include <sys/ptrace.h>

int main(void) {
    pid_t child = fork();
    if (child < 0) cannot("fork");
    if (child == 0) for (;;) pause();
    if (getppid() > 0) {
        refused("PTRACE_ATTACH of the parent", ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
        refused("PTRACE_SEIZE of the parent", ptrace(PTRACE_SEIZE, getppid(), NULL, NULL));
    }
    refused("PTRACE_ATTACH of init", ptrace(PTRACE_ATTACH, 1, NULL, NULL));
    refused("PTRACE_SEIZE of init", ptrace(PTRACE_SEIZE, 1, NULL, NULL));
    refused("PTRACE_SEIZE of a child", ptrace(PTRACE_SEIZE, child, NULL, NULL));
    refused("PTRACE_ATTACH of a child", ptrace(PTRACE_ATTACH, child, NULL, NULL));
    refused("PTRACE_TRACEME", ptrace(PTRACE_TRACEME, 0, NULL, NULL));
    kill(child, SIGKILL);
    return held();
}
