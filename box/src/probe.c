/* What the machine offers, found by doing it: each layer is tried in a child, never guessed from a version. */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *try_namespaces(void)
{
    int pidfd = -1;
    struct clone_args args = {
        .flags = CLONE_PIDFD | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP,
        .pidfd = (uint64_t)(uintptr_t)&pidfd,
        .exit_signal = SIGCHLD,
    };
    long pid = syscall(SYS_clone3, &args, sizeof args);
    if (pid < 0)
        return strerror(errno);
    if (pid == 0)
        _exit(0);
    waitpid((pid_t)pid, NULL, 0);
    return "ok";
}

/* Runs `attempt` in a child of its own user and mount namespace; it answers 0 or an errno. */
static const char *in_child(int (*attempt)(void))
{
    pid_t pid = fork();
    if (pid == 0) {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID) != 0)
            _exit(errno);
        pid_t inner = fork(); /* a new pid namespace begins with the next child */
        if (inner == 0)
            _exit(attempt());
        int status;
        _exit(inner > 0 && waitpid(inner, &status, 0) == inner && WIFEXITED(status) ? WEXITSTATUS(status) : ECHILD);
    }
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
        return "could not be tried";
    return WEXITSTATUS(status) == 0 ? "ok" : strerror(WEXITSTATUS(status));
}

static int try_tmpfs(void)
{
    int fs = (int)syscall(SYS_fsopen, "tmpfs", 0);
    return fs >= 0 ? 0 : errno;
}

static int try_proc(void)
{
    return mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "subset=pid") == 0 ? 0 : errno;
}

static int try_seccomp(void)
{
    static struct filter f;
    filter_build(&f, ARCH_HERE, PROFILE_RUN, false);
    struct sock_fprog program = {.len = f.len, .filter = f.code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return errno;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0 ? 0 : errno;
}

static int try_openat2(void)
{
    return syscall(SYS_openat2, -1, "x", NULL, 0) == -1 && errno == ENOSYS ? ENOSYS : 0;
}

/* A zygote loads its side of us from a file in memory. */
static int try_image(void)
{
    int fd = memfd_create("probe", MFD_CLOEXEC | MFD_EXEC);
    if (fd < 0 && errno == EINVAL)
        fd = memfd_create("probe", MFD_CLOEXEC);
    void *at = fd >= 0 && ftruncate(fd, 1) == 0 ? mmap(NULL, 1, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    return at != MAP_FAILED ? 0 : errno;
}

int probe(void)
{
    struct utsname u;
    struct uid_plan uids = uid_plan_here();
    struct cgroup_tree tree;
    uname(&u);
    printf("version=%s\nkernel=%s %s\n", BOX_VERSION, u.release, u.machine);
    printf("namespaces=%s\n", try_namespaces());
    printf("tmpfs=%s\n", in_child(try_tmpfs));
    printf("proc=%s\n", in_child(try_proc));
    printf("seccomp=%s\n", in_child(try_seccomp));
    printf("openat2=%s\n", in_child(try_openat2));
    printf("zygote=%s\n", in_child(try_image));
    printf("uids=%s\n", uids_name(uids.kind));
    printf("devices=%s\n", devices_name(devices_ours(&uids)));
    bool groups = cgroup_start(&tree);
    printf("cgroup=%s\n", !groups ? "none" : tree.kind == CGROUP_V1 ? "v1" : "v2");
    if (!groups)
        printf("cgroup-error=%s\n", strerror(tree.error));
    cgroup_stop(&tree);
    return 0;
}
