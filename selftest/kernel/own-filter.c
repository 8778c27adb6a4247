// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a filter of the program's own is welcome, but it may only narrow: ours must still answer after one that allows all.
#include "held.h"
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>

int main(void) {
    struct sock_filter allow_all[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    struct sock_fprog program = {1, allow_all};
    int before = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
    long again = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
#ifdef HELD_ALL
    fprintf(stderr, "own filter: %d %ld\n", before, again);
#endif
    (void)before;
    (void)again;
    refused("unshare after a filter of our own", unshare(CLONE_NEWUSER));
    refused("mount after a filter of our own", mount("none", "/tmp", "tmpfs", 0, NULL));
    refused("keyctl after a filter of our own", syscall(SYS_keyctl, 0, -3, 1));
    return held();
}
