// carrel-expect: ok
// carrel-needs: uids
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: wall=8s processes=64
// carrel-why: a signal that moves the sandbox's init runs a handler in, stops or kills the process that reaps and ends the job.
#include "held.h"
#include <signal.h>

static void send_every_way(int number) {
    siginfo_t info = {.si_code = SI_QUEUE};
    info.si_signo = number;
    kill(1, number);
    syscall(SYS_tgkill, 1, 1, number);
    syscall(SYS_tkill, 1, number);
    syscall(SYS_rt_sigqueueinfo, 1, number, &info);
    syscall(SYS_rt_tgsigqueueinfo, 1, 1, number, &info);
    int fd = (int)syscall(SYS_pidfd_open, 1, 0);
    if (fd >= 0) {
        syscall(SYS_pidfd_send_signal, fd, number, NULL, 0);
        close(fd);
    }
}

/* The kernel itself sends this one, on our order, when the pipe becomes readable. */
static void send_by_pipe(int number) {
    int ends[2];
    if (pipe(ends) < 0) return;
    fcntl(ends[0], F_SETOWN, 1);
    fcntl(ends[0], F_SETSIG, number);
    fcntl(ends[0], F_SETFL, O_ASYNC);
    if (write(ends[1], "x", 1) != 1) errno = 0;
    close(ends[0]);
    close(ends[1]);
}

int main(void) {
    if (getpid() == 1) breach("the program itself is the init");
    for (int number = 1; number <= 64; number++) {
        send_every_way(number);
        send_by_pipe(number);
    }
    doze(100);
    int ends[2];
    pid_t orphan = 0, child;
    if (pipe(ends) < 0 || (child = fork()) < 0) cannot("fork");
    if (child == 0) {
        pid_t grandchild = fork();
        if (grandchild == 0) _exit(0);
        _exit(write(ends[1], &grandchild, sizeof grandchild) != sizeof grandchild);
    }
    if (read(ends[0], &orphan, sizeof orphan) != sizeof orphan || orphan <= 0) cannot("fork of a grandchild");
    waitpid(child, NULL, 0);
    for (int i = 0; kill(orphan, 0) == 0; i++) {
        if (i == 200) breach("init does not reap after the signals");
        doze(10);
    }
    return held();
}
