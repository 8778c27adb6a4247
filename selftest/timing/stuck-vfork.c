// carrel-expect: time-limit
// carrel-limits: wall=1s
// carrel-why: the parent of a stopped vfork child sleeps in the kernel and takes no signal but SIGKILL.
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <unistd.h>

static char stack[16384] __attribute__((aligned(16)));

static int stop(void *nothing) {
    kill(getpid(), SIGSTOP);
    return nothing != NULL;
}

int main(void) {
    clone(stop, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL);
    return 0;
}
