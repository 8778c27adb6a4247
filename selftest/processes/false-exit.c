// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: wall=5s
// carrel-why: a child given to our own parent by CLONE_PARENT dies with another code; an init that takes it for the program reports a lie.
#include "held.h"
#include <sched.h>
#include <signal.h>

static char stack[16384] __attribute__((aligned(16)));

static int leave(void *code) {
    _exit(*(int *)code);
}

int main(void) {
    int code = 7;
    for (int i = 0; i < 20; i++) clone(leave, stack + sizeof stack, CLONE_PARENT | SIGCHLD, &code);
    doze(300);
    return held();
}
