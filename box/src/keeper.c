/*
 * The keeper: listens, and for each connection makes a slot. It is the only process that may be root, and the only one that
 * outlives a slot; it never reads what a client sends beyond the frame that names the root, and that in a child.
 *
 *   keeper (root) -+- COMMAND, as the service's user: its end is our end
 *                  +- supervisor of slot n: starts with our rights, makes the slot's namespaces, then enters the slot's user
 *                       namespace for ever          +- slot n (pid 1 of its namespaces) - init - program
 *
 * Everything below dies with its parent: by parent-death signal, and by the end of a socket. Orphaned slots are reaped here.
 */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/sched.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS_MAX = 1024, RETRY_MS = 10 };
enum { SCORE_FIRST = 1000, SCORE_BEHIND = 500 };
enum place { PLACE_FREE, PLACE_USED, PLACE_LEAVING };

struct keeper {
    const struct serve_options *options;
    struct account client;
    struct uid_plan uids;
    struct cgroup_tree groups;
    bool own_devices;
    struct door door;
    int signals, roots;
    pid_t pid;
    pid_t command;
    enum place place[SLOTS_MAX];
    pid_t supervisor[SLOTS_MAX];
};

static noreturn void refuse_client(int client, const char *layer, const char *sentence)
{
    struct buffer out = {0};
    size_t frame = frame_begin(&out, REFUSED);
    put_str(&out, layer);
    put_str(&out, sentence);
    frame_end(&out, frame);
    struct bytes view = buffer_view(&out);
    send(client, view.at, view.len, MSG_NOSIGNAL);
    _exit(1);
}

static noreturn void refuse_errno(int client, const char *layer)
{
    refuse_client(client, layer, strerror(errno));
}

/* The first frame, and not an octet more: what follows belongs to the supervisor without rights. */
static struct open_request read_open(int client)
{
    uint8_t raw[256], type;
    struct bytes body;
    struct open_request request;
    size_t used, have = 0, want = 4;
    while (have < want) {
        ssize_t n = recv(client, raw + have, want - have, 0);
        if (n <= 0)
            _exit(0);
        have += (size_t)n;
        if (have == 4)
            want = 4 + ((size_t)raw[0] << 24 | (size_t)raw[1] << 16 | (size_t)raw[2] << 8 | raw[3]);
        if (want > sizeof raw)
            refuse_client(client, "protocol", "the first frame is OPEN");
    }
    if (frame_cut((struct bytes){raw, have}, &type, &body, &used) != CUT_FRAME || type != OPEN || !parse_open(body, &request))
        refuse_client(client, "protocol", "the first frame is OPEN, with a root, a network and a proc mode that exist");
    if (request.version != PROTOCOL_VERSION)
        refuse_client(client, "protocol", "this box speaks protocol version 1");
    return request;
}

/* Stdio is nothing, 3 is the socket, 4 the devices, and the rest of what we inherited is gone. */
static bool place(int keep_socket, int devices)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC), far = devices >= 0 ? fcntl(devices, F_DUPFD_CLOEXEC, 10) : -1;
    bool ok = devices < 0 || far >= 0;
    for (int fd = 0; fd < 3; fd++)
        ok = ok && dup2(nothing, fd) == fd;
    ok = ok && (keep_socket == 3 || dup3(keep_socket, 3, O_CLOEXEC) == 3) && (far < 0 || dup3(far, 4, O_CLOEXEC) == 4);
    return ok && syscall(SYS_close_range, far < 0 ? 4 : 5, ~0u, 0) == 0;
}

static noreturn void slot_child(const struct slot_setup *setup, int go, int keep_socket, int devices)
{
    char ready;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (read(go, &ready, 1) != 1)
        _exit(0); /* the supervisor could not finish its part */
    if (!place(keep_socket, devices))
        _exit(1);
    forget_command_line("slot");
    for (int n = 1; n < NSIG; n++)
        signal(n, SIG_DFL); /* what keeper or its parent ignores (SIGINT) would stay ignored in every program */
    slot_main(setup);
}

/* Becomes nobody: the slot's own root in the slot's user namespace, without a capability even there. */
static bool enter_slot_user(int slot_pidfd, const struct uid_plan *uids)
{
    if (setns(slot_pidfd, CLONE_NEWUSER) != 0)
        return false;
    if (uids->kind != UIDS_ONE && (setgroups(0, NULL) != 0 || setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0))
        return false;
    return caps_keep(0) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
           prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
}

static noreturn void supervisor_child(struct keeper *k, unsigned int slot, int client)
{
    static struct supervision s;
    static struct slot_setup setup;
    int pair[2], go[2], slot_pidfd = -1;
    sigset_t none;
    sigemptyset(&none);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || setsid() < 0)
        refuse_errno(client, "supervisor");
    close(k->signals), close(k->door.listener);
    umask(022); /* the slot's uid looks into what we make */
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){.tv_sec = 10}, sizeof(struct timeval));
    s = (struct supervision){.client = client, .uids = k->uids, .own_devices = k->own_devices, .request = read_open(client)};
    snprintf(s.slot_id, sizeof s.slot_id, "%d-%u-%d", k->pid, slot, getpid());
    int root = openat(k->roots, s.request.root, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (root < 0 || fchdir(root) != 0)
        refuse_errno(client, "root");
    uid_t owner = k->uids.kind == UIDS_ONE ? geteuid() : k->uids.first + 2 * slot;
    if (!slot_group_make(&k->groups, slot, owner, &s.group))
        refuse_errno(client, "cgroup");
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0 || pipe2(go, O_CLOEXEC) != 0)
        refuse_errno(client, "sockets");
    int room = 1 << 20;
    setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    setsockopt(pair[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    int devices = k->own_devices ? devices_make(owner) : -1;
    if (k->own_devices && devices < 0)
        refuse_errno(client, "devices");
    setup = (struct slot_setup){.request = s.request, .uids = k->uids, .socket = 3, .devices = devices < 0 ? -1 : 4, .has_cgroup = k->groups.kind != CGROUP_NONE};
    struct clone_args args = {
        .flags = CLONE_PIDFD | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS,
        .pidfd = (uint64_t)(uintptr_t)&slot_pidfd,
        .exit_signal = SIGCHLD,
    };
    long pid = syscall(SYS_clone3, &args, sizeof args);
    if (pid < 0)
        refuse_errno(client, "namespaces");
    if (pid == 0) {
        close(go[1]);
        slot_child(&setup, go[0], pair[1], devices);
    }
    close(pair[1]), close(go[0]);
    if (devices >= 0)
        close(devices);
    if (!uid_map_slot(&k->uids, slot, (pid_t)pid))
        refuse_errno(client, "uids");
    if (!slot_group_enter(&s.group, (pid_t)pid))
        refuse_errno(client, "cgroup");
    if (!enter_slot_user(slot_pidfd, &k->uids))
        refuse_errno(client, "supervisor");
    if (getppid() != k->pid)
        _exit(0); /* keeper died while the change of uid had cleared the death signal */
    if (write(go[1], "g", 1) != 1)
        refuse_errno(client, "slot");
    close(go[1]), close(k->roots), close(root);
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){0}, sizeof(struct timeval));
    s.slot_socket = pair[0];
    s.slot_pidfd = slot_pidfd;
    supervise(&s);
}

static void accept_client(struct keeper *k)
{
    struct ucred peer;
    socklen_t len = sizeof peer;
    int client = accept4(k->door.listener, NULL, NULL, SOCK_CLOEXEC);
    if (client < 0) {
        usleep(RETRY_MS * 1000); /* out of files or memory: the waiting client would wake us at once again */
        return;
    }
    unsigned int slot = 0;
    while (slot < k->options->max_slots && k->place[slot] != PLACE_FREE)
        slot++;
    bool known = getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &len) == 0 && (peer.uid == k->client.uid || peer.uid == geteuid());
    pid_t pid = known ? fork() : -1;
    if (pid == 0) {
        if (slot == k->options->max_slots)
            refuse_client(client, "slots", "every slot of this box is taken");
        supervisor_child(k, slot, client);
    }
    if (pid > 0 && slot < k->options->max_slots) {
        k->place[slot] = PLACE_USED;
        k->supervisor[slot] = pid;
    }
    close(client);
}

/* Reaps supervisors, orphaned slots and COMMAND; true when COMMAND ended, with its exit code. */
static bool reap(struct keeper *k, int *code)
{
    bool over = false;
    int status;
    for (pid_t gone; (gone = waitpid(-1, &status, WNOHANG)) > 0;) {
        if (gone == k->command) {
            over = true;
            *code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        for (unsigned int i = 0; i < k->options->max_slots; i++)
            if (k->place[i] == PLACE_USED && k->supervisor[i] == gone)
                k->place[i] = PLACE_LEAVING;
    }
    return over;
}

/* A place is free again when nothing of its slot is left: no process, hence no control group. */
static bool clear_places(struct keeper *k)
{
    bool clear = true;
    for (unsigned int i = 0; i < k->options->max_slots; i++) {
        if (k->place[i] == PLACE_LEAVING && cgroup_slot_gone(&k->groups, i))
            k->place[i] = PLACE_FREE;
        clear &= k->place[i] != PLACE_LEAVING;
    }
    return clear;
}

static noreturn void command_child(const struct keeper *k)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGINT, SIG_DFL);
    if (geteuid() == 0 && (setgroups(1, &k->client.gid) != 0 || setresgid(k->client.gid, k->client.gid, k->client.gid) != 0 ||
                           setresuid(k->client.uid, k->client.uid, k->client.uid) != 0))
        die("uid of the command");
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    if (getppid() != k->pid)
        _exit(70); /* keeper died before it could matter */
    setenv("CARREL_BOX_SOCKET", k->door.path, 1);
    setenv("CARREL_BOX_VERSION", BOX_VERSION, 1);
    execvp(k->options->command[0], k->options->command);
    die(k->options->command[0]);
}

static void shut_down(struct keeper *k)
{
    int code;
    close(k->door.listener);
    unlink(k->door.path);
    for (unsigned int i = 0; i < k->options->max_slots; i++)
        if (k->place[i] == PLACE_USED)
            kill(k->supervisor[i], SIGKILL);
    for (int tries = 0; tries < 500; tries++) {
        bool busy = false;
        reap(k, &code);
        for (unsigned int i = 0; i < k->options->max_slots; i++)
            busy |= k->place[i] == PLACE_USED;
        if (clear_places(k) && !busy)
            break;
        usleep(RETRY_MS * 1000);
    }
    cgroup_stop(&k->groups);
}

/* A layer of every slot's root: nobody but us or root may have made it, whoever owns the folder that it lies in. */
static bool make_none(int roots)
{
    struct stat here;
    if (mkdirat(roots, ROOTS_NONE, 0555) != 0 && errno != EEXIST)
        return false;
    int none = openat(roots, ROOTS_NONE, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool ours = none >= 0 && fstat(none, &here) == 0 && (here.st_uid == geteuid() || here.st_uid == 0);
    bool ok = ours && ((here.st_mode & 07777) == 0555 || fchmod(none, 0555) == 0);
    int saved = none >= 0 && !ours ? EPERM : errno;
    close(none);
    errno = saved;
    return ok;
}

/*
 * A program marks itself as the first to go. Where we were started with that mark, as some containers are, its slot would be
 * no further from the edge than itself, and a small program whose memory is files would take the slot along. Half the way
 * back is enough, and mostly needs no right; where it does, the order stays the kernel's to choose.
 */
static void stand_behind_programs(void)
{
    uint64_t score = 0;
    int fd = open("/proc/self/oom_score_adj", O_RDWR | O_CLOEXEC);
    if (read_number(fd, &score) && score <= SCORE_FIRST && score > SCORE_BEHIND && dprintf(fd, "%d", SCORE_BEHIND) < 0)
        complain("no right to leave the OOM killer's first places to programs: %s", strerror(errno));
    close(fd);
}

static void check_ground(struct keeper *k)
{
    if (k->options->single_tenant)
        return;
    const char *lost = k->groups.kind == CGROUP_NONE ? "no control groups: memory, processes and CPU of a program cannot be limited"
                       : k->uids.kind == UIDS_ONE    ? "slots would share one uid, and with it the kernel's quotas"
                                                     : NULL;
    if (lost == NULL)
        return;
    complain("refusing to serve: %s. `carrel doctor` names the remedy; --single-tenant serves one person all the same.", lost);
    cgroup_stop(&k->groups);
    exit(78);
}

int serve(const struct serve_options *options)
{
    static struct keeper keeper;
    struct keeper *k = &keeper;
    *k = (struct keeper){.options = options, .uids = uid_plan_here(), .pid = getpid(), .command = -1};
    k->client = (struct account){.uid = geteuid(), .gid = getegid()}; /* an ordinary user needs no account to be themselves */
    if (geteuid() == 0 && (!account_by_name(options->user, &k->client) || k->client.uid == 0)) {
        complain("--user names an account of this machine that is not root");
        return 64;
    }
    sigset_t handled;
    sigemptyset(&handled);
    for (size_t i = 0; i < 3; i++)
        sigaddset(&handled, ((int[]){SIGCHLD, SIGTERM, SIGHUP})[i]);
    sigprocmask(SIG_BLOCK, &handled, NULL);
    signal(SIGINT, SIG_IGN); /* a keyboard's interrupt is the command's to answer */
    k->signals = signalfd(-1, &handled, SFD_CLOEXEC | SFD_NONBLOCK);
    k->roots = open(options->roots, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (k->roots < 0)
        die(options->roots);
    if (!make_none(k->roots)) {
        complain("%s needs an empty folder %s, of mode 555, that belongs to root or to whom box runs as: %s", options->roots, ROOTS_NONE, strerror(errno));
        return 78;
    }
    k->own_devices = devices_ours(&k->uids);
    if (!k->own_devices && errno != EPERM && errno != EACCES && errno != ENOSYS)
        die("devices"); /* not for want of a right: what passes must not decide for all slots to come */
    if (!k->own_devices && k->uids.kind == UIDS_PRIVATE)
        complain("slots share the device nodes of this machine: %s", strerror(errno));
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        die("subreaper");
    if (!cgroup_start(&k->groups)) {
        cgroup_stop(&k->groups);
        k->groups = (struct cgroup_tree){0};
    }
    check_ground(k);
    k->door = door_open(options->run, k->client.gid);
    if (options->command != NULL && (k->command = fork()) == 0)
        command_child(k);
    stand_behind_programs(); /* after the command: its own place is for whoever started us to say */
    bool over = options->command != NULL && k->command < 0, pending = false;
    int code = over ? 71 : 0;
    while (!over) {
        struct pollfd fds[] = {{k->door.listener, POLLIN, 0}, {k->signals, POLLIN, 0}};
        if (poll(fds, 2, pending ? RETRY_MS : -1) < 0 && errno != EINTR)
            die("poll");
        struct signalfd_siginfo got;
        while (read(k->signals, &got, sizeof got) == (ssize_t)sizeof got) {
            if (got.ssi_signo != SIGCHLD && k->command > 0)
                kill(k->command, (int)got.ssi_signo);
            over |= got.ssi_signo != SIGCHLD && k->command < 0;
        }
        over |= reap(k, &code);
        pending = !clear_places(k);
        if (fds[0].revents & POLLIN)
            accept_client(k);
    }
    shut_down(k);
    return code;
}
