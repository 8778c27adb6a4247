// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: reading or writing the memory of another process needs no trace and no file, only these calls.
#include "held.h"
#include <signal.h>
#include <sys/uio.h>

int main(void) {
    static char here[16], there[16];
    struct iovec local = {here, sizeof here}, remote = {there, sizeof there};
    pid_t child = fork();
    if (child < 0) cannot("fork");
    if (child == 0) for (;;) pause();
    static const char *names[] = {"init", "a child", "itself"};
    pid_t targets[] = {1, child, getpid()};
    for (int i = 0; i < 3; i++) {
        refused(names[i], process_vm_readv(targets[i], &local, 1, &remote, 1, 0));
        refused(names[i], process_vm_writev(targets[i], &local, 1, &remote, 1, 0));
        refused(names[i], syscall(SYS_kcmp, getpid(), targets[i], 0, 0, 0));
        refused(names[i], syscall(SYS_move_pages, targets[i] == getpid() ? child : targets[i], 0, NULL, NULL, NULL, 0));
        int fd = (int)syscall(SYS_pidfd_open, targets[i], 0);
        if (fd < 0) continue;
        refused("pidfd_getfd", syscall(SYS_pidfd_getfd, fd, 0, 0));
        refused("process_madvise", syscall(SYS_process_madvise, fd, &local, 1, 20, 0));
        close(fd);
    }
    kill(child, SIGKILL);
    return held();
}
