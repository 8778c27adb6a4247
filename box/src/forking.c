/*
 * The slot's side of its zygote: starts it, asks it for jobs, and knows when it is gone. The two talk over one socket, in
 * datagrams of fixed size.
 */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

/* What a zygote needs to fork takes a millisecond; one that is silent for so long is stopped or stuck, and its slot gives up. */
static const struct timeval PATIENCE = {.tv_sec = 20};
enum { SPARE_MS = 2000 }; /* a spare that takes longer would be awaited by the job that it was to save time */
static const int CAPS[] = {CAP_SYS_ADMIN, CAP_SETUID, CAP_SETGID, CAP_KILL};

/* A file in memory that nobody can change any more. */
static int sealed(const char *name, unsigned int flags, struct bytes a, struct bytes b)
{
    int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING | flags);
    if (fd < 0 && flags != 0 && errno == EINVAL)
        fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return -1;
    if (write(fd, a.at, a.len) != (ssize_t)a.len || (b.len > 0 && write(fd, b.at, b.len) != (ssize_t)b.len) ||
        fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Descriptors 0 to 4 and nothing else; they may stand anywhere before. */
static bool place(int fds[5])
{
    for (int i = 0; i < 5; i++)
        if ((fds[i] = fcntl(fds[i], F_DUPFD, 10)) < 0)
            return false;
    for (int i = 0; i < 5; i++)
        if (dup2(fds[i], i) < 0)
            return false;
    return syscall(SYS_close_range, 5, ~0u, 0) == 0;
}

static noreturn void become_zygote(const struct zygote *z, int fds[5])
{
    struct rlimit stack;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    bool ok = getrlimit(RLIMIT_STACK, &stack) == 0;
    stack.rlim_cur = z->stack < stack.rlim_max ? z->stack : stack.rlim_max;
    ok = ok && setrlimit(RLIMIT_STACK, &stack) == 0 && chdir("/work") == 0;
    for (size_t i = 0; i < sizeof CAPS / sizeof *CAPS; i++)
        ok = ok && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAPS[i], 0, 0) == 0;
    umask(022);
    if (ok && place(fds))
        execute(z->argv, z->env);
    dprintf(2, "%s: %s", z->argv[0], strerror(errno));
    _exit(127);
}

bool zygote_allow(void)
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2];
    if (syscall(SYS_capget, &header, data) != 0)
        return false;
    data[0].inheritable = data[1].inheritable = 0;
    for (size_t i = 0; i < sizeof CAPS / sizeof *CAPS; i++)
        data[0].inheritable |= 1u << CAPS[i];
    return syscall(SYS_capset, &header, data) == 0;
}

int zygote_start(const struct zygote *z, struct forking *out)
{
    int pair[2] = {-1, -1}, in[2] = {-1, -1}, output[2] = {-1, -1}, image = -1;
    size_t size = (size_t)(ZYGOTE_IMAGE_END - ZYGOTE_IMAGE_START);
    *out = (struct forking){.socket = -1, .output = -1};
    /* Pipes, as a job has: an interpreter looks at them while it starts, and what it finds must hold for the job. */
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0 ||
        setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &PATIENCE, sizeof PATIENCE) != 0 || pipe2(in, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0 ||
        (image = sealed("carrel-zygote", MFD_EXEC, (struct bytes){ZYGOTE_IMAGE_START, size}, (struct bytes){0})) < 0)
        return errno;
    pid_t pid = fork();
    if (pid == 0)
        become_zygote(z, (int[]){in[0], output[1], output[1], pair[1], image});
    int failed = pid < 0 ? errno : 0;
    close(pair[1]), close(in[0]), close(in[1]), close(output[1]), close(image);
    out->socket = pair[0];
    out->output = output[0];
    return failed;
}

bool zygote_awake(struct forking *f, char *why, size_t size)
{
    uint8_t letter, body[1];
    if (message_receive(f->socket, &letter, body, sizeof body, NULL, 0) == 0 && letter == FROM_READY)
        return true;
    fcntl(f->output, F_SETFL, O_NONBLOCK);
    ssize_t n = read(f->output, why, size - 1);
    snprintf(why + (n > 0 ? n : 0), n > 0 ? 1 : size, "it ended before it was ready");
    return false;
}

void zygote_follow(const struct forking *f, const char *ns)
{
    char path[32];
    if (f->socket < 0)
        return;
    snprintf(path, sizeof path, "/proc/self/ns/%s", ns);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    /* Left behind, its jobs would share with the last one what that one left. A dead one has no more jobs. */
    if (fd < 0 || (!message_send(f->socket, TO_MOVE, (struct bytes){0}, (struct bytes){0}, &fd, 1) && errno != EPIPE && errno != ECONNRESET))
        _exit(1);
    close(fd);
}

bool zygote_alive(const struct forking *f)
{
    struct pollfd p = {f->socket, POLLIN, 0};
    return poll(&p, 1, 0) == 0;
}

bool zygote_answers(const struct forking *f)
{
    uint8_t letter, body[1];
    return message_send(f->socket, TO_MOVE, (struct bytes){0}, (struct bytes){0}, NULL, 0) &&
           message_receive(f->socket, &letter, body, sizeof body, NULL, 0) == 0 && letter == FROM_READY;
}

/* u32 number of words, then every word with its NUL: first argv, then env. */
static int words_file(const struct job *job)
{
    size_t last = 0;
    uint32_t argc = 0;
    for (char **w = job->argv; *w != NULL; w++, argc++)
        last = (size_t)(*w - job->text) + strlen(*w) + 1;
    for (char **w = job->env; *w != NULL; w++)
        last = (size_t)(*w - job->text) + strlen(*w) + 1;
    return sealed("words", 0, (struct bytes){(const uint8_t *)&argc, sizeof argc}, (struct bytes){(const uint8_t *)job->text, last});
}

int zygote_job(const struct forking *f, const struct job_setup *s, int *init)
{
    struct fork_order order;
    memset(&order, 0, sizeof order);
    order.limits = s->job->limits;
    order.profile = s->job->profile;
    order.full_proc = s->full_proc, order.one_uid = s->one_uid, order.has_cgroup = s->has_cgroup, order.waits = s->waits;
    int words = words_file(s->job), failed = 0;
    if (words < 0)
        return errno;
    int fds[FORK_FDS] = {[FORK_IN] = s->stdio[0], [FORK_OUT] = s->stdio[1], [FORK_ERR] = s->stdio[2], [FORK_FILES] = s->workspace,
                         [FORK_SOCKET] = s->report, [FORK_TEXT] = words, [FORK_LEAF] = s->leaf};
    bool sent = message_send(f->socket, TO_FORK, (struct bytes){(const uint8_t *)&order, sizeof order}, (struct bytes){0}, fds, s->leaf >= 0 ? FORK_FDS : FORK_LEAF);
    close(words);
    uint8_t letter;
    if (!sent || message_receive(f->socket, &letter, (uint8_t *)&failed, sizeof failed, init, 1) != (ssize_t)sizeof failed || letter != FROM_GOING)
        return -1;
    return failed;
}

bool spare_stands(int report_socket)
{
    struct pollfd p = {report_socket, POLLIN, 0};
    struct job_report report;
    return poll(&p, 1, SPARE_MS) == 1 && recv(report_socket, &report, sizeof report, MSG_DONTWAIT) == (ssize_t)sizeof report && report.kind == 's';
}

bool spare_go(int report_socket) { return send(report_socket, "", 1, MSG_NOSIGNAL) == 1; }
