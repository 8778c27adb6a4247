// carrel-expect: process-limit
// carrel-needs: cgroup
// carrel-stdout: refused
// carrel-limits: wall=5s processes=64
// carrel-why: vfork children share the memory and suspend their parents, so a limit that counts memory or runnable tasks misses them.
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static char stacks[128][16384] __attribute__((aligned(16)));
static volatile int depth;

static int level(void *nothing) {
    int mine = ++depth;
    if (mine < 127) clone(level, stacks[mine] + sizeof stacks[0], CLONE_VM | CLONE_VFORK | SIGCHLD, nothing);
    _exit(0);
}

int main(void) {
    clone(level, stacks[0] + sizeof stacks[0], CLONE_VM | CLONE_VFORK | SIGCHLD, NULL);
    if (depth < 64) {
        puts("refused");
        return 1;
    }
    printf("breach: a chain of %d processes\n", depth);
    return 0;
}
