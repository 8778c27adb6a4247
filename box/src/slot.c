/*
 * A slot: pid 1 of its own user, pid, mount, net, ipc and uts namespaces, holding one read-only root. It starts one job at a
 * time. Its capabilities count only in its own user namespace. It reads what the supervisor sends; it never reads anything
 * from a job but files of a dead one, by descriptor.
 *
 * What it may do while it still may do it, and the order in which it gives it up, is one promise, and stands in one file.
 */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

struct slot {
    const struct slot_setup *setup;
    struct filter filters[PROFILES];
    struct job job;
    struct ipc_ids ipc;
    char score[16]; /* our own, for the OOM killer */
    struct forking zygote;
    struct job_setup setup_of_job; /* init reads it while it starts */
    int init, report, awaited; /* of the job that lives, else -1; awaited: the file at which a program waits, which is warm then */
    int kept[2]; /* a report socket for every program that is executed: only init and our own code before execve ever hold it */
    int output[2]; /* the ends of its pipes that the job writes to, held until its death is told: nobody needs to be woken for less */
    bool forks, told_gone; /* the job is the zygote's to start; the supervisor knows that there is none any more */
    bool spare; /* its program was started ahead, by the zygote, and waits */
    int workspace, fill_error;
    char **names; /* of the files the client sent: they are not collected */
    size_t names_len;
};

static const struct bytes NOTHING = {0};

static noreturn void refused_for(const struct slot_setup *s, const char *layer, const char *why)
{
    char text[200];
    int n = snprintf(text, sizeof text, "%s: %.150s", layer, why);
    message_send(s->socket, FROM_REFUSED, (struct bytes){(const uint8_t *)text, (size_t)n}, NOTHING, NULL, 0);
    _exit(1);
}

static noreturn void refused(const struct slot_setup *s, const char *layer) { refused_for(s, layer, strerror(errno)); }

static bool build_root(int devices, const char **layer)
{
    *layer = "private mounts";
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return false;
    /* An overlay without an upper layer: it has inodes of its own, so that file locks and inotify watches on files of the root
       reach no other slot. It takes two layers; the other is an empty folder of the same file system, so that device and inode
       numbers stay those of the files. The root is the working folder, which the kernel took along to here. */
    *layer = "root folder";
    if (mount("overlay", "/tmp", "overlay", MS_RDONLY | MS_NOSUID | MS_NODEV, "lowerdir=../" ROOTS_NONE ":.") != 0 || chdir("/tmp") != 0)
        return false;
    *layer = "/dev";
    if (!devices_mount(devices))
        return false;
    *layer = "/proc"; /* whole: a job may mount one of its own only where a whole one is visible */
    if (mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0)
        return false;
    *layer = "pivot_root";
    return syscall(SYS_pivot_root, ".", ".") == 0 && umount2(".", MNT_DETACH) == 0 && chdir("/") == 0;
}

static bool fresh_network(void)
{
    if (unshare(CLONE_NEWNET) != 0)
        return false;
    int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct ifreq lo = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
    bool ok = s >= 0 && ioctl(s, SIOCSIFFLAGS, &lo) == 0;
    close(s);
    return ok;
}

static void workspace_drop(struct slot *s)
{
    if (s->workspace >= 0)
        close(s->workspace);
    s->workspace = -1;
    for (size_t i = 0; i < s->names_len; i++)
        free(s->names[i]);
    free(s->names);
    s->names = NULL;
    s->names_len = 0;
    job_free(&s->job);
}

static void wake(struct slot *s, struct bytes body)
{
    struct zygote zygote;
    char why[150];
    errno = EPROTO;
    if (!parse_zygote(body, &zygote) || (errno = zygote_start(&zygote, &s->zygote)) != 0)
        refused(s->setup, "zygote");
    zygote_free(&zygote);
    if (!zygote_awake(&s->zygote, why, sizeof why))
        refused_for(s->setup, "zygote", why);
    if (!message_send(s->setup->socket, FROM_AWAKE, NOTHING, NOTHING, NULL, 0))
        _exit(0);
}

static void begin(struct slot *s, struct bytes body, bool forks)
{
    workspace_drop(s);
    s->forks = forks;
    if (s->init >= 0 || !parse_job(body, &s->job)) {
        errno = EPROTO;
        refused(s->setup, "job");
    }
    s->workspace = workspace_make(&s->job.limits);
    if (s->workspace < 0)
        refused(s->setup, "tmpfs of the job");
    s->fill_error = 0;
}

static void fill(struct slot *s, struct bytes body)
{
    struct reader r = reader_of(body);
    uint8_t flags = take_u8(&r);
    struct bytes name = take_str(&r), content = take_rest(&r);
    if (r.bad || s->workspace < 0) {
        errno = EPROTO;
        refused(s->setup, "file");
    }
    if (s->fill_error == 0)
        s->fill_error = workspace_put(s->workspace, name, flags, content, JOB_UID);
    if (flags & FILE_APPEND)
        return;
    s->names = realloc(s->names, (s->names_len + 2) * sizeof *s->names);
    if (s->names == NULL || (s->names[s->names_len] = strndup((const char *)name.at, name.len)) == NULL)
        abort();
    s->names[++s->names_len] = NULL;
}

static void close_output(struct slot *s)
{
    for (int i = 0; i < 2; i++)
        if (s->output[i] >= 0)
            close(s->output[i]), s->output[i] = -1;
}

static void send_dead(struct slot *s, struct dead *dead)
{
    dead->disk_full = s->workspace >= 0 && workspace_full(s->workspace);
    dead->at_us = now_us();
    /* Whoever killed init may have killed its memory, which is the zygote's, and the zygote may be slower to die. */
    if (s->zygote.socket >= 0)
        dead->zygote_gone = s->forks && dead->end == END_KILLED ? !zygote_answers(&s->zygote) : !zygote_alive(&s->zygote);
    s->told_gone |= dead->zygote_gone != 0;
    dead->files = s->job.collect.max_files > 0 && dead->end != END_NOT_STARTED && !workspace_untouched(s->workspace, s->names);
    /* Before the answer: the next job's memory limit may be lower than what these files occupy. */
    if (!dead->files)
        workspace_drop(s);
    if (!message_send(s->setup->socket, FROM_DEAD, (struct bytes){(const uint8_t *)dead, sizeof *dead}, NOTHING, NULL, 0))
        _exit(0);
    close_output(s);
}

/* Waits for init: all is dead then, and what it and the program had to report is said. Nobody else's hold on the socket counts. */
static struct dead await_end(int report_socket, int init)
{
    struct dead dead = {.end = END_KILLED};
    struct job_report report;
    siginfo_t gone;
    while (waitid(P_PIDFD, (id_t)init, &gone, WEXITED) != 0)
        if (errno != EINTR)
            _exit(1); /* init's stack is the next one's too: it must be dead */
    while (recv(report_socket, &report, sizeof report, MSG_DONTWAIT) == (ssize_t)sizeof report) {
        if (report.kind == 'x') {
            dead.end = END_NOT_STARTED;
            dead.code = report.code | report.layer << 16;
        } else if (report.kind == 'e' && dead.end != END_NOT_STARTED) {
            dead.end = WIFEXITED(report.status) ? END_EXITED : END_SIGNALLED;
            dead.code = (uint32_t)(WIFEXITED(report.status) ? WEXITSTATUS(report.status) : WTERMSIG(report.status));
            dead.user_us = (uint64_t)report.usage.ru_utime.tv_sec * 1000000u + (uint64_t)report.usage.ru_utime.tv_usec;
            dead.resident = (uint64_t)report.usage.ru_maxrss * 1024;
            dead.sys_us = (uint64_t)report.usage.ru_stime.tv_sec * 1000000u + (uint64_t)report.usage.ru_stime.tv_usec;
        }
    }
    return dead;
}

static void close_all(const int *fds, size_t n)
{
    for (size_t i = 0; i < n; i++)
        close(fds[i]);
}

/* Who waits is told by its end that init is gone; what a zygote's child held should not come back to the next one. */
static bool report_socket(const struct slot *s, bool waits, int report[2])
{
    if (s->forks || waits)
        return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, report) == 0;
    for (int i = 0; i < 2; i++)
        report[i] = fcntl(s->kept[i], F_DUPFD_CLOEXEC, 0);
    return report[0] >= 0 && report[1] >= 0;
}

/* Starts the job's program: our ends of its pipes go to `held`. 0, or what kept it from starting; -1 without a zygote. */
static int launch(struct slot *s, int leaf, bool waits, int held[GOING_FDS])
{
    int in[2], out[2], err[2], report[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0 ||
        !report_socket(s, waits, report))
        refused(s->setup, "pipes");
    /* A program reopens its own stdio through /dev/stdin and friends: the pipes must be its own. */
    if (fchown(in[0], JOB_UID, JOB_UID) != 0 || fchown(out[1], JOB_UID, JOB_UID) != 0 || fchown(err[1], JOB_UID, JOB_UID) != 0)
        refused(s->setup, "owner of the pipes");
    s->setup_of_job = (struct job_setup){
        .job = &s->job, .filter = &s->filters[s->job.profile], .workspace = s->workspace, .report = report[1],
        .stdio = {in[0], out[1], err[1]}, .leaf = leaf, .full_proc = s->setup->request.full_proc,
        .one_uid = s->setup->uids.kind == UIDS_ONE, .has_cgroup = s->setup->has_cgroup, .waits = waits,
    };
    int failed = s->forks ? zygote_job(&s->zygote, &s->setup_of_job, &s->init) : job_start(&s->setup_of_job, &s->init);
    close_all((int[]){in[0], report[1]}, 2);
    if (failed != 0) {
        close_all((int[]){in[1], out[0], out[1], err[0], err[1], report[0]}, 6);
        s->init = -1;
        return failed;
    }
    s->report = report[0], s->output[0] = out[1], s->output[1] = err[1];
    held[GOING_INIT] = s->init, held[GOING_STDIN] = in[1], held[GOING_STDOUT] = out[0], held[GOING_STDERR] = err[0];
    return 0;
}

/* Waits for the end of the job that lives. */
static struct dead outlive(struct slot *s)
{
    struct dead dead = await_end(s->report, s->init);
    close(s->report), close(s->init);
    s->init = s->report = -1;
    if (dead.end == END_KILLED)
        job_unmark(s->score);
    ipc_clear();
    return dead;
}

/* The program of a job that is not there yet goes as far as it can without it. */
static void warm(struct slot *s, struct bytes body, int leaf)
{
    struct bytes awaited, job;
    int held[GOING_FDS];
    if (!parse_warm(body, &awaited, &job))
        job = NOTHING;
    begin(s, job, false);
    s->awaited = warm_hold(s->workspace, awaited);
    if (s->awaited < 0)
        refused(s->setup, "warm");
    if ((errno = launch(s, leaf, true, held)) != 0)
        refused(s->setup, "warm");
    if (!warm_arrived(s->init, s->report))
        refused_for(s->setup, "warm", "the program did not wait at its file");
    /* When it goes on, its call begins anew and finds the file that the job brought, made as any other. */
    if (workspace_remove(s->workspace, awaited) != 0)
        refused(s->setup, "warm");
    if (!message_send(s->setup->socket, FROM_AWAKE, NOTHING, NOTHING, held, GOING_FDS))
        _exit(0);
    close_all(held + GOING_STDIN, GOING_FDS - GOING_STDIN);
}

/* A program that waits is not wanted any more. */
static void dismiss(struct slot *s)
{
    if (s->init < 0)
        return;
    if (s->awaited >= 0)
        close(s->awaited);
    s->awaited = -1;
    s->spare = false;
    syscall(SYS_pidfd_send_signal, s->init, SIGKILL, NULL, 0);
    outlive(s);
    close_output(s);
}

/* The next job's program, by the zygote and as far as it comes without the job, which is thought to be like the one before. */
static void stand_by(struct slot *s, struct bytes body, int leaf)
{
    int held[GOING_FDS];
    begin(s, body, true);
    int failed = launch(s, leaf, true, held);
    if (failed < 0)
        _exit(0); /* a slot without its zygote is no slot */
    s->spare = failed == 0 && spare_stands(s->report);
    if (failed == 0 && !s->spare) {
        dismiss(s);
        if (!zygote_answers(&s->zygote))
            _exit(0);
    }
    if (!message_send(s->setup->socket, FROM_AWAKE, NOTHING, NOTHING, held, s->spare ? GOING_FDS : 0))
        _exit(0);
    if (failed == 0)
        close_all(held + GOING_STDIN, GOING_FDS - GOING_STDIN);
}

/* The files of its job are there: it goes on, if nothing has struck it meanwhile. */
static void resume(struct slot *s)
{
    int file = s->awaited;
    bool spare = s->spare;
    if (s->fill_error != 0) {
        dismiss(s);
        send_dead(s, &(struct dead){.end = END_NOT_STARTED, .code = (uint32_t)s->fill_error});
        return;
    }
    s->awaited = -1;
    s->spare = false;
    bool went = spare ? !warm_dead(s->init) && spare_go(s->report) : warm_go(s->init, file);
    struct dead dead = outlive(s);
    dead.unbegun = !went;
    send_dead(s, &dead);
}

static void start(struct slot *s, int leaf)
{
    int held[GOING_FDS];
    if (s->workspace < 0) {
        errno = EPROTO;
        refused(s->setup, "start");
    }
    if (s->fill_error != 0) {
        send_dead(s, &(struct dead){.end = END_NOT_STARTED, .code = (uint32_t)s->fill_error});
        return;
    }
    int failed = launch(s, leaf, false, held);
    if (failed < 0)
        _exit(0); /* a slot without its zygote is no slot */
    if (failed != 0) {
        send_dead(s, &(struct dead){.end = END_NOT_STARTED, .code = (uint32_t)failed});
        return;
    }
    if (!message_send(s->setup->socket, FROM_GOING, NOTHING, NOTHING, held, GOING_FDS))
        _exit(0);
    close_all(held + GOING_STDIN, GOING_FDS - GOING_STDIN);
    struct dead dead = outlive(s);
    send_dead(s, &dead);
}

/* Made ahead, off the path of the next job: no port, no connection, no segment of this job meets it. */
static void renew_namespaces(struct slot *s)
{
    if (s->setup->request.loopback) {
        if (!fresh_network())
            refused(s->setup, "loopback");
        zygote_follow(&s->zygote, "net");
    }
    if (!ipc_untouched(&s->ipc)) {
        if (!ipc_renew(&s->ipc))
            refused(s->setup, "ipc");
        zygote_follow(&s->zygote, "ipc");
    }
}

static bool send_file(void *context, uint8_t flags, struct bytes name, struct bytes content)
{
    struct slot *s = context;
    uint8_t head[1 + 4 + NAME_MAX_BYTES];
    head[0] = flags;
    for (int i = 0; i < 4; i++)
        head[1 + i] = (uint8_t)(name.len >> (24 - 8 * i));
    memcpy(head + 5, name.at, name.len);
    if (!message_send(s->setup->socket, FROM_FILE, (struct bytes){head, 5 + name.len}, content, NULL, 0))
        _exit(0);
    return true;
}

static void collect(struct slot *s)
{
    uint8_t whole = s->workspace >= 0 && workspace_collect(s->workspace, &s->job.collect, s->names, send_file, s);
    workspace_drop(s);
    if (!message_send(s->setup->socket, FROM_COLLECTED, (struct bytes){&whole, 1}, NOTHING, NULL, 0))
        _exit(0);
}

/* No program started from here on can gain a capability by exec, whoever it is. */
static bool drop_bounding_set(void)
{
    for (int cap = 0; prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0; cap++)
        ;
    return errno == EINVAL; /* past the last capability that this kernel knows */
}

static void enter(const struct slot_setup *setup)
{
    const char *layer = "";
    if (setup->uids.kind != UIDS_ONE) {
        if (setgroups(0, NULL) != 0 || setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0)
            refused(setup, "uid of the slot");
    }
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
        refused(setup, "death signal");
    umask(0); /* modes of what the slot makes for a job are as written */
    if (!build_root(setup->devices, &layer))
        refused(setup, layer);
    if (sethostname("carrel", 6) != 0)
        refused(setup, "host name");
    if (setup->request.loopback && !fresh_network())
        refused(setup, "loopback");
    if (!job_common_limits())
        refused(setup, "limits of all jobs");
    if (!zygote_allow())
        refused(setup, "inheritable capabilities");
    if (!drop_bounding_set())
        refused(setup, "bounding set");
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        refused(setup, "no new privileges");
    static struct filter filter;
    filter_build_slot(&filter, ARCH_HERE, setup->request.loopback);
    struct sock_fprog own = {.len = filter.len, .filter = filter.code};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &own) != 0)
        refused(setup, "seccomp of the slot");
}

/* What is started ahead and dies while nobody runs takes its slot out of service before the next job is sent here. */
static void await_message(struct slot *s)
{
    if (s->init < 0 && s->zygote.socket < 0)
        return;
    struct pollfd fds[] = {{s->setup->socket, POLLIN, 0}, {s->told_gone ? -1 : s->init, POLLIN, 0}, {s->told_gone ? -1 : s->zygote.socket, POLLIN, 0}};
    while (poll(fds, sizeof fds / sizeof *fds, -1) < 0)
        if (errno != EINTR)
            _exit(1);
    /* The supervisor strikes none before it has sent START: what waits to be read may make this death the end of a job. */
    if (fds[2].revents == 0 && (fds[1].revents == 0 || poll(fds, 1, 0) != 0))
        return;
    s->told_gone = true;
    if (!message_send(s->setup->socket, FROM_GONE, NOTHING, NOTHING, NULL, 0))
        _exit(0);
}

noreturn void slot_main(const struct slot_setup *setup)
{
    static struct slot slot;
    static uint8_t body[MESSAGE_MAX];
    slot = (struct slot){.setup = setup, .workspace = -1, .zygote = {.socket = -1}, .init = -1, .report = -1, .awaited = -1, .output = {-1, -1}};
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL); /* jobs' inits are cloned with every signal blocked */
    enter(setup);
    slot.ipc = ipc_take();
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, slot.kept) != 0)
        refused(setup, "sockets");
    int score = open("/proc/self/oom_score_adj", O_RDONLY | O_CLOEXEC);
    if (score < 0 || read(score, slot.score, sizeof slot.score - 1) <= 0 || close(score) != 0)
        refused(setup, "oom score");
    for (enum profile p = PROFILE_RUN; p < PROFILES; p++)
        filter_build_job(&slot.filters[p], ARCH_HERE, p);
    message_send(setup->socket, FROM_READY, NOTHING, NOTHING, NULL, 0);
    for (;;) {
        uint8_t letter;
        int leaf;
        await_message(&slot);
        ssize_t n = message_receive(setup->socket, &letter, body, sizeof body, &leaf, 1);
        if (n < 0)
            _exit(0); /* the supervisor is gone */
        struct bytes view = {body, (size_t)n};
        switch (letter) {
        case TO_ZYGOTE: wake(&slot, view); break;
        case TO_JOB: begin(&slot, view, false); break;
        case TO_FORK: begin(&slot, view, true); break;
        case TO_WARM:
            warm(&slot, view, leaf);
            if (leaf >= 0)
                close(leaf);
            break;
        case TO_SPARE:
            stand_by(&slot, view, leaf);
            if (leaf >= 0)
                close(leaf);
            break;
        case TO_RESUME: parse_collect(view, &slot.job.collect); break;
        case TO_FILE: fill(&slot, view); break;
        case TO_START:
            if (slot.init >= 0)
                resume(&slot);
            else
                start(&slot, leaf);
            if (leaf >= 0)
                close(leaf);
            renew_namespaces(&slot);
            break;
        case TO_COLLECT: collect(&slot); break;
        case TO_DISCARD:
            dismiss(&slot);
            workspace_drop(&slot);
            break;
        default: _exit(1);
        }
    }
}
