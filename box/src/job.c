/*
 * From a fresh clone to execve. Two processes per job: init, pid 1 of the job's own pid namespace, reaps and reports; the
 * program is its child. When the program ends, init ends, and the kernel kills and reaps whatever the program left behind.
 * Init never runs the job's code, holds no capability but CAP_KILL (in the slot's user namespace), blocks every signal, and
 * forwards what the supervisor queues to it with SIGRTMIN.
 *
 * Init shares the slot's memory (own stack, own descriptors, own signals): copying the slot for each job was a tenth of what a
 * sandbox costs. The slot waits in await_end() while a job lives, and neither of the two writes what the other reads. What
 * belongs to the memory rather than to the process (dumpable) is therefore the slot's too. The job shares its UTS and IPC
 * namespaces: it lacks the right to change a name, and ipc.c sees that it finds nothing of another job there.
 *
 * A program that waits for its job (warm.c) lives while the slot goes on: then init and slot run at once in one memory, and
 * share no more than the C library's errno, which init never looks at again.
 *
 * At fork level all of this happens in the zygote, a child of the slot with the same few rights, whose memory init then shares
 * instead; the program is not executed but forked from that memory by init, and goes on there where the zygote waited. Init is
 * the slot's child all the same.
 *
 * Order matters: the bounding set was emptied by the slot, while it had the right to; the parent-death signal is set after
 * the uid changes, since that change clears it.
 */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <linux/futex.h>
#include <linux/rseq.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum layer { LAYER_FILES, LAYER_PROC, LAYER_INIT, LAYER_STDIO, LAYER_RLIMITS, LAYER_CAPABILITIES, LAYER_UID, LAYER_SECCOMP, LAYER_EXEC, LAYER_ZYGOTE, LAYERS };
static const char *const LAYER_NAME[LAYERS] = {"files", "proc", "init", "stdio", "rlimits", "capabilities", "uid", "seccomp", "exec", "zygote"};

const char *job_layer_name(uint32_t layer)
{
    return layer < LAYERS ? LAYER_NAME[layer] : "unknown";
}

static noreturn void refuse_at(int socket, enum layer layer)
{
    struct job_report report = {.kind = 'x', .code = (uint32_t)errno, .layer = layer};
    send(socket, &report, sizeof report, MSG_NOSIGNAL);
    _exit(127);
}

static noreturn void refuse(const struct job_setup *s, enum layer layer) { refuse_at(s->report, layer); }

noreturn void job_not_resumed(void)
{
    errno = ENOEXEC;
    refuse_at(FORK_REPORT, LAYER_ZYGOTE);
}

/* /tmp is the staging place: the whole tmpfs goes there first, its parts to their places, its own tmp/ on top at the end. */
static void mount_files(const struct job_setup *s)
{
    if (syscall(SYS_move_mount, s->workspace, "", AT_FDCWD, "/tmp", MOVE_MOUNT_F_EMPTY_PATH) != 0 || mount("/tmp/work", "/work", NULL, MS_BIND, NULL) != 0 ||
        mount("/tmp/shm", "/dev/shm", NULL, MS_BIND, NULL) != 0 || mount("/tmp/tmp", "/tmp", NULL, MS_BIND, NULL) != 0)
        refuse(s, LAYER_FILES);
    if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, s->full_proc ? "" : "subset=pid") != 0)
        refuse(s, LAYER_PROC);
}

static bool limit_both(int resource, uint64_t soft, uint64_t hard)
{
    struct rlimit now, want = {soft, hard};
    if (setrlimit((__rlimit_resource_t)resource, &want) == 0)
        return true;
    if (errno != EPERM || getrlimit((__rlimit_resource_t)resource, &now) != 0)
        return false;
    want.rlim_max = now.rlim_max; /* raising a hard limit takes a right that we lack */
    if (want.rlim_cur > want.rlim_max)
        want.rlim_cur = want.rlim_max;
    return setrlimit((__rlimit_resource_t)resource, &want) == 0;
}

static bool limit(int resource, uint64_t value) { return limit_both(resource, value, value); }

bool job_common_limits(void)
{
    /* A core limit of 1 stops dumps into pipes (systemd-coredump, apport) too; the kernel ignores a 0 there. */
    return limit(RLIMIT_CORE, 1) && limit(RLIMIT_MEMLOCK, 64 * 1024) && limit(RLIMIT_MSGQUEUE, 0) && limit(RLIMIT_NICE, 0) && limit(RLIMIT_RTPRIO, 0);
}

static void set_limits(const struct job_setup *s)
{
    const struct limits *l = &s->job->limits;
    uint64_t seconds = l->cpu_us / 1000000 + 2; /* a second net below the supervisor, which is exact */
    bool ok = limit(RLIMIT_NOFILE, l->open_files) && limit(RLIMIT_FSIZE, l->file) && limit(RLIMIT_STACK, l->stack) && limit(RLIMIT_CPU, seconds);
    if (ok && !s->has_cgroup) /* the poorer three: per process, per process in whole seconds, and per uid */
        ok = limit(RLIMIT_DATA, l->memory) && limit_both(RLIMIT_CPU, (l->cpu_us + 999999) / 1000000, seconds) && limit(RLIMIT_NPROC, l->processes + 8);
    if (!ok)
        refuse(s, LAYER_RLIMITS);
}

static void drop_rights(const struct job_setup *s)
{
    if (!s->one_uid && (setgroups(0, NULL) != 0 || setresgid(JOB_UID, JOB_UID, JOB_UID) != 0 || setresuid(JOB_UID, JOB_UID, JOB_UID) != 0))
        refuse(s, LAYER_UID);
    if (!caps_keep(0))
        refuse(s, LAYER_CAPABILITIES);
    /* Not dumpable again: where fs.suid_dumpable is 1, the change of uid made this memory so, and it is the slot's as well. */
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        refuse(s, LAYER_UID);
}

/* A bare name is looked for along the program's own PATH, as a shell would; errno tells why the last try failed. */
void execute(char **argv, char **env)
{
    const char *name = argv[0], *path = NULL;
    if (strchr(name, '/') != NULL) {
        execve(name, argv, env);
        return;
    }
    for (char **e = env; *e != NULL && path == NULL; e++)
        path = strncmp(*e, "PATH=", 5) == 0 ? *e + 5 : NULL;
    errno = ENOENT;
    while (path != NULL && (errno == ENOENT || errno == ENOTDIR)) {
        size_t len = strcspn(path, ":");
        char full[4096];
        if (snprintf(full, sizeof full, "%.*s/%s", (int)len, path, name) < (int)sizeof full)
            execve(full, argv, env);
        path = path[len] == ':' ? path + len + 1 : NULL;
    }
}

/*
 * Advice to the OOM killer, not a wall: a job may lower it again. Without it a program whose memory is files is smaller than
 * its own slot. An undumpable process may not write its own file; nothing that could profit lives in this namespace yet.
 */
static void prefer_as_victim(void)
{
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    write_text(AT_FDCWD, "/proc/self/oom_score_adj", "1000");
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void job_unmark(const char *score)
{
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    write_text(AT_FDCWD, "/proc/self/oom_score_adj", score);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* Marked close-on-exec, not closed: the report socket must still carry the failure of execve. */
static bool keep_descriptors(const struct job_setup *s)
{
    if (s->fork == NULL)
        return syscall(SYS_close_range, 3, ~0u, CLOSE_RANGE_CLOEXEC) == 0;
    return dup2(s->fork->words, FORK_WORDS) >= 0 && dup2(s->report, FORK_REPORT) >= 0 && syscall(SYS_close_range, FORK_REPORT + 1, ~0u, 0) == 0;
}

void job_stand_by(void)
{
    uint8_t go;
    if (send(FORK_REPORT, &(struct job_report){.kind = 's'}, sizeof(struct job_report), MSG_NOSIGNAL) != (ssize_t)sizeof(struct job_report) ||
        recv(FORK_REPORT, &go, sizeof go, 0) != (ssize_t)sizeof go)
        _exit(127); /* the slot is gone */
}

void job_open_to_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* What the C library gave the kernel when it registered: the size that every kernel takes, and its mark before abort handlers. */
#if defined __x86_64__
static const unsigned int RSEQ_LENGTH = 32, RSEQ_SIGNATURE = 0x53053053;
#else
static const unsigned int RSEQ_LENGTH = 32, RSEQ_SIGNATURE = 0xd428bc00;
#endif

/* Where the C library lets the kernel write the number of the processor; a C library before glibc 2.35 has no such place. */
extern const ptrdiff_t __rseq_offset __attribute__((weak));
extern const unsigned int __rseq_size __attribute__((weak));

/* Init shares its memory, so the kernel let go of the registration there, and its child has none either. */
static bool register_rseq(void)
{
    if (&__rseq_offset == NULL || &__rseq_size == NULL || __rseq_size == 0)
        return true;
    struct rseq *area = (struct rseq *)((char *)__builtin_thread_pointer() + __rseq_offset);
    return syscall(SYS_rseq, area, RSEQ_LENGTH, 0, RSEQ_SIGNATURE) == 0;
}

static noreturn void program(const struct job_setup *given)
{
    struct job_setup here = *given, *s = &here;
    if (setsid() < 0 || dup2(s->stdio[0], 0) < 0 || dup2(s->stdio[1], 1) < 0 || dup2(s->stdio[2], 2) < 0 || chdir("/work") != 0)
        refuse(s, LAYER_STDIO);
    umask(022);
    prefer_as_victim();
    if (!keep_descriptors(s)) /* before the limit of descriptors, which may lie below the ones in use */
        refuse(s, LAYER_STDIO);
    if (s->fork != NULL)
        s->report = FORK_REPORT;
    set_limits(s);
    drop_rights(s);
    struct sock_fprog filter = {.len = s->filter->len, .filter = (struct sock_filter *)(uintptr_t)s->filter->code};
    if (s->fork == NULL)
        job_open_to_signals();
    /* What execve would do: this memory is the program's own now, and the kernel knows where its processor is written. */
    else if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) != 0 || !register_rseq())
        refuse(s, LAYER_ZYGOTE);
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) != 0)
        refuse(s, LAYER_SECCOMP);
    if (s->fork != NULL)
        s->fork->resume(); /* deaf to signals until it is the program: what comes meanwhile waits, and is the program's */
    execute(s->job->argv, s->job->env);
    refuse(s, LAYER_EXEC);
}

static noreturn void init(const struct job_setup *s)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
        refuse(s, LAYER_INIT);
    mount_files(s);
    int report_to = s->report;
    bool waits = s->waits;
    pid_t child = s->fork != NULL ? fork() : vfork(); /* our own code up to execve: it may borrow our memory too */
    if (child == 0)
        program(s);
    if (child < 0)
        refuse(s, LAYER_INIT);
    if (s->fork != NULL) {
        int *unborn = s->fork->unborn;
        prctl(PR_SET_NAME, "slot", 0, 0, 0);
        /* What `s` points to stands on the zygote's stack: from here on it may be gone. */
        __atomic_store_n(unborn, 0, __ATOMIC_SEQ_CST);
        syscall(SYS_futex, unborn, FUTEX_WAKE, 1, NULL, NULL, 0);
    }
    if (!caps_keep(1u << CAP_KILL))
        refuse_at(report_to, LAYER_INIT);
    if (dup2(report_to, 0) < 0 || syscall(SYS_close_range, 1, ~0u, 0) != 0)
        _exit(127);
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGCHLD);
    sigaddset(&awaited, SIGRTMIN);
    for (;;) {
        siginfo_t got;
        int status;
        if (sigwaitinfo(&awaited, &got) == SIGRTMIN)
            kill(child, got.si_value.sival_int);
        for (pid_t gone; (gone = wait4(-1, &status, waits ? WNOHANG | WUNTRACED : WNOHANG, NULL)) > 0;) {
            if (gone != child)
                continue;
            if (WIFSTOPPED(status)) {
                waits = false;
                send(0, &(struct job_report){.kind = 's'}, sizeof(struct job_report), MSG_NOSIGNAL);
                continue;
            }
            struct job_report report = {.kind = 'e', .status = status};
            getrusage(RUSAGE_CHILDREN, &report.usage);
            send(0, &report, sizeof report, MSG_NOSIGNAL);
            _exit(0);
        }
    }
}

/* The child begins in init() on its own stack, which is more than C can say. Gives the pid, or -errno. */
static long clone_init(const struct clone_args *args, const struct job_setup *setup)
{
    long result;
#if defined __x86_64__
    register void (*begin)(const struct job_setup *) __asm__("r12") = init;
    register const struct job_setup *with __asm__("r13") = setup;
    __asm__ volatile("syscall\n\ttest %%rax, %%rax\n\tjnz 1f\n\txor %%ebp, %%ebp\n\tmov %[with], %%rdi\n\tcall *%[begin]\n\tud2\n1:"
                     : "=a"(result)
                     : "a"((long)SYS_clone3), "D"(args), "S"(sizeof *args), [begin] "r"(begin), [with] "r"(with)
                     : "rcx", "r11", "memory");
#elif defined __aarch64__
    register long call __asm__("x8") = SYS_clone3, first __asm__("x0") = (long)args, second __asm__("x1") = sizeof *args;
    register void (*begin)(const struct job_setup *) __asm__("x19") = init;
    register const struct job_setup *with __asm__("x20") = setup;
    __asm__ volatile("svc #0\n\tcbnz x0, 1f\n\tmov x29, xzr\n\tmov x30, xzr\n\tmov x0, %[with]\n\tblr %[begin]\n\tbrk #0\n1:"
                     : "+r"(first)
                     : "r"(call), "r"(second), [begin] "r"(begin), [with] "r"(with)
                     : "memory");
    result = first;
#else
#error "clone_init knows amd64 and arm64"
#endif
    return result;
}

int job_start(const struct job_setup *setup, int *pidfd)
{
    static _Alignas(64) uint8_t stack[64 * 1024]; /* one job at a time: the last init is dead before the next begins */
    struct clone_args args = {
        .flags = CLONE_VM | CLONE_PIDFD | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWCGROUP,
        .pidfd = (uint64_t)(uintptr_t)pidfd,
        .exit_signal = SIGCHLD,
        .stack = (uint64_t)(uintptr_t)stack,
        .stack_size = sizeof stack,
    };
    if (setup->fork != NULL) {
        memset(stack, 0, sizeof stack); /* the next child inherits it: how the last job ended is none of its business */
        args.flags |= CLONE_PARENT | CLONE_CHILD_CLEARTID;
        args.exit_signal = 0; /* with CLONE_PARENT the kernel takes ours */
        args.child_tid = (uint64_t)(uintptr_t)setup->fork->unborn;
    }
    if (setup->leaf >= 0) {
        args.flags |= CLONE_INTO_CGROUP;
        args.cgroup = (uint64_t)setup->leaf;
    }
    long pid = clone_init(&args, setup);
    return pid < 0 ? (int)-pid : 0;
}
