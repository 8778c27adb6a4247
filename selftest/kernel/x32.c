// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-machine: x86_64
// carrel-why: x32 calls come with the native architecture and other numbers; a filter that compares numbers alone lets them pass.
#include "held.h"

/* A child answers 1 for a call that was made; killed or refused it answers 0. */
static int made(long number) {
    int status;
    pid_t child = fork();
    if (child < 0) cannot("fork");
    if (child == 0) _exit(syscall(0x40000000L | number) >= 0);
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

int main(void) {
    if (made(SYS_getpid)) breach("getpid by its x32 number");
    if (made(SYS_getuid)) breach("getuid by its x32 number");
    if (made(SYS_sched_yield)) breach("sched_yield by its x32 number");
    int status;
    pid_t child = fork();
    if (child == 0) _exit(syscall(0x40000000L | SYS_unshare, 0x10000000) == 0);
    if (child < 0 || waitpid(child, &status, 0) < 0) cannot("fork");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 1) breach("unshare by its x32 number");
    return held();
}
