// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: clone makes the same namespaces as unshare, and clone3 hides its flags in memory that no filter can read.
#include "held.h"
#include <linux/sched.h>
#include <signal.h>

static const struct {
    const char *name;
    unsigned long flag;
} spaces[] = {{"CLONE_NEWUSER", CLONE_NEWUSER}, {"CLONE_NEWNS", CLONE_NEWNS}, {"CLONE_NEWPID", CLONE_NEWPID}, {"CLONE_NEWNET", CLONE_NEWNET},
    {"CLONE_NEWIPC", CLONE_NEWIPC}, {"CLONE_NEWUTS", CLONE_NEWUTS}, {"CLONE_NEWCGROUP", CLONE_NEWCGROUP}};

static void tried(const char *how, const char *name, long result) {
    if (result == 0) _exit(0);
    if (result > 0) {
        waitpid((pid_t)result, NULL, 0);
        breach("%s(%s) made process %ld", how, name, result);
    }
}

int main(void) {
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        unsigned long with_user = spaces[i].flag | CLONE_NEWUSER;
        tried("clone", spaces[i].name, syscall(SYS_clone, spaces[i].flag | SIGCHLD, 0, 0, 0, 0));
        tried("clone, a user namespace with it,", spaces[i].name, syscall(SYS_clone, with_user | SIGCHLD, 0, 0, 0, 0));
        struct clone_args plain = {.flags = spaces[i].flag, .exit_signal = SIGCHLD};
        tried("clone3", spaces[i].name, syscall(SYS_clone3, &plain, sizeof plain));
        struct clone_args user = {.flags = with_user, .exit_signal = SIGCHLD};
        tried("clone3, a user namespace with it,", spaces[i].name, syscall(SYS_clone3, &user, sizeof user));
    }
    struct clone_args time_space = {.flags = 0x80 | CLONE_NEWUSER, .exit_signal = SIGCHLD};
    tried("clone3", "CLONE_NEWTIME", syscall(SYS_clone3, &time_space, sizeof time_space));
    struct clone_args nothing = {.exit_signal = SIGCHLD};
    tried("clone3", "no flag at all", syscall(SYS_clone3, &nothing, sizeof nothing));
    return held();
}
