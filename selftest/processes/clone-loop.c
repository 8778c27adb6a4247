// carrel-expect: process-limit
// carrel-needs: cgroup
// carrel-stdout: refused
// carrel-limits: wall=5s processes=64
// carrel-why: tasks made by odd clone flags (shared files, shared memory, the caller's parent as parent) could be missed by the count.
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static char stacks[200][8192] __attribute__((aligned(16)));

static int wait_for_ever(void *nothing) {
    while (pause() < 0) {}
    return nothing != NULL;
}

int main(void) {
    static const int flags[] = {CLONE_FILES, CLONE_VM, CLONE_PARENT, CLONE_FS | CLONE_UNTRACED, CLONE_VM | CLONE_SIGHAND};
    int tasks = 1, failures = 0;
    for (int i = 0; i < 200 && failures < 5; i++) {
        if (clone(wait_for_ever, stacks[i] + sizeof stacks[0], flags[i % 5] | SIGCHLD, NULL) < 0) failures++;
        else {
            failures = 0;
            tasks++;
        }
    }
    puts(tasks <= 64 ? "refused" : "breach: more than 64 tasks");
    return tasks <= 64;
}
