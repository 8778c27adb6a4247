/*
 * A program that is started before its job is there. It is the very program of the job, started as any job is, on a working
 * folder in which the file that it begins with is still empty. The slot holds a lease on that file, so the kernel stops whoever
 * opens it; the slot hears of that, stops the whole program with SIGSTOP, and keeps it so for as long as it likes. Then it takes
 * the empty file away. When the job comes, its files are written as any job's are, the lease is given up, and SIGCONT lets the
 * program begin anew the call that was interrupted: it opens the file of its name that is there now.
 *
 * So nothing is imitated and nothing in the root has to know. The program has run the code of the root alone; it has looked for
 * no other file of the job, or the language's file says for which ones it looks, and such jobs are executed.
 *
 * A lease is broken by force after a time, if its holder does not answer. A stopped program does not see that: its call is begun
 * anew when it goes on. Between the call and the stop the time must not run out, or the program would have read an empty file:
 * init tells of the stop, and what came later than half that time is not used. Whoever opens without waiting (O_NONBLOCK) is
 * refused at once and would be stopped after that: such a program is nothing for this.
 */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_US = 15 * 1000 * 1000 };

static sigset_t news(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGIO);
    sigaddset(&set, SIGCHLD);
    return set;
}

static struct timespec time_of(uint64_t us) { return (struct timespec){.tv_sec = (time_t)(us / 1000000), .tv_nsec = (long)(us % 1000000) * 1000}; }

/* How long a program may take to its file: half of what the kernel waits for a holder of leases. 0: it has none. */
static uint64_t patience(void)
{
    uint64_t seconds = 0;
    int fd = open("/proc/sys/fs/lease-break-time", O_RDONLY | O_CLOEXEC);
    if (fd < 0 || !read_number(fd, &seconds))
        seconds = 0;
    close(fd);
    uint64_t half = seconds * 1000000 / 2;
    return half < PATIENCE_US ? half : PATIENCE_US;
}

int warm_hold(int mount, struct bytes name)
{
    sigset_t set = news();
    struct timespec now = {0};
    while (sigtimedwait(&set, NULL, &now) > 0) /* what the last job left */
        ;
    int file = workspace_make_file(mount, name);
    if (file >= 0 && fcntl(file, F_SETLEASE, F_WRLCK) == 0)
        return file;
    int saved = errno;
    if (file >= 0)
        close(file);
    errno = saved;
    return -1;
}

static bool readable(int fd, uint64_t until)
{
    uint64_t now = now_us();
    struct timespec rest = time_of(until > now ? until - now : 0);
    struct pollfd p = {fd, POLLIN, 0};
    return ppoll(&p, 1, &rest, NULL) > 0;
}

bool warm_dead(int init) { return readable(init, 0); }

void warm_signal(int init, int number)
{
    siginfo_t info = {.si_code = SI_QUEUE};
    info.si_signo = SIGRTMIN;
    info.si_pid = getpid();
    info.si_uid = getuid();
    info.si_value.sival_int = number;
    syscall(SYS_pidfd_send_signal, init, SIGRTMIN, &info, 0);
}

bool warm_arrived(int init, int report_socket)
{
    sigset_t set = news();
    struct job_report report;
    uint64_t until = now_us() + patience();
    for (int got = 0; got != SIGIO;) {
        uint64_t now = now_us();
        struct timespec rest = time_of(until > now ? until - now : 0);
        got = sigtimedwait(&set, NULL, &rest);
        if ((got < 0 && errno != EINTR) || warm_dead(init))
            return false;
    }
    warm_signal(init, SIGSTOP);
    return readable(report_socket, until) && recv(report_socket, &report, sizeof report, MSG_DONTWAIT) == (ssize_t)sizeof report &&
           report.kind == 's' && now_us() < until;
}

bool warm_go(int init, int file)
{
    bool lives = !warm_dead(init);
    close(file); /* and with it goes the lease */
    if (lives)
        warm_signal(init, SIGCONT);
    return lives;
}
