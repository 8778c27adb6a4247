// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-short: yes
// carrel-why: a namespace of its own, the user namespace above all, gives the program every capability over the kernel code behind it.
#include "held.h"
#include <sched.h>

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x80
#endif
static const struct {
    const char *name;
    unsigned long flag;
} spaces[] = {{"CLONE_NEWUSER", CLONE_NEWUSER}, {"CLONE_NEWNS", CLONE_NEWNS}, {"CLONE_NEWPID", CLONE_NEWPID}, {"CLONE_NEWNET", CLONE_NEWNET},
    {"CLONE_NEWIPC", CLONE_NEWIPC}, {"CLONE_NEWUTS", CLONE_NEWUTS}, {"CLONE_NEWCGROUP", CLONE_NEWCGROUP}, {"CLONE_NEWTIME", CLONE_NEWTIME}};

/* In a child, so that one that succeeds does not give the next its capabilities. */
static int answers(unsigned long flags) {
    int status;
    pid_t child = fork();
    if (child < 0) cannot("fork");
    if (child == 0) _exit(syscall(SYS_unshare, flags) == 0);
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

int main(void) {
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        if (answers(spaces[i].flag)) breach("unshare(%s)", spaces[i].name);
        if (answers(spaces[i].flag | CLONE_NEWUSER)) breach("unshare(%s|CLONE_NEWUSER)", spaces[i].name);
        if (answers(spaces[i].flag | CLONE_FS | CLONE_FILES)) breach("unshare(%s|CLONE_FS|CLONE_FILES)", spaces[i].name);
        if (answers(spaces[i].flag | 1UL << 32)) breach("unshare(%s) with a bit above 32", spaces[i].name);
    }
    return held();
}
