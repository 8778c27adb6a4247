/*
 * Pid 1 of the virtual machine in which box meets a pure cgroup v2 hierarchy. It makes what a distribution's init would have
 * made (mounts, the overlay module, delegated subtrees), runs the same tests on each ground in turn, looks for what they left,
 * and switches the machine off. Everything is told on the serial console; a machine that does not reach its last line failed.
 *
 * Grounds: `root` stands in the root of the hierarchy; an ordinary user stands in a subtree of their own, with the four things
 * that delegation gives away (the folder, its cgroup.procs, cgroup.subtree_control and cgroup.threads), or in none.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define GROUPS "/sys/fs/cgroup"
enum { TEST_SECONDS = 200 };

struct ground {
    const char *name, *group; /* group: the subtree in which the tests start; NULL: the root of the hierarchy */
    uid_t uid;
    bool delegated;
};

static const struct ground GROUND[] = {
    {"root", NULL, 0, true},
    {"a user with subuids and a delegated group", GROUPS "/many", 1000, true},
    {"a user with one uid and a delegated group", GROUPS "/one", 1001, true},
    {"a user with subuids and no group", GROUPS "/none", 1000, false},
};

static void must(int result, const char *what)
{
    if (result >= 0)
        return;
    printf("vm: %s: %s\n", what, strerror(errno));
    fflush(stdout);
    sync();
    reboot(RB_POWER_OFF);
}

static void put(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    must(fd, path);
    must((int)write(fd, text, strlen(text)), path);
    close(fd);
}

/* A root that came with the kernel cannot be pivoted away from; a bound copy of it, moved above it, can. */
static void become_a_root(void)
{
    must(mount("/", "/new", NULL, MS_BIND, NULL), "a root that can be left");
    must(chdir("/new"), "/new");
    must(mount(".", "/", NULL, MS_MOVE, NULL), "the new root");
    must(chroot("."), "the new root");
}

static void mounts(void)
{
    must(mount("proc", "/proc", "proc", 0, NULL), "/proc");
    must(mount("sys", "/sys", "sysfs", 0, NULL), "/sys");
    must(mount("dev", "/dev", "devtmpfs", 0, NULL), "/dev");
    must(mount("groups", GROUPS, "cgroup2", 0, "nsdelegate,memory_recursiveprot"), GROUPS);
    must(mkdir("/dev/shm", 01777), "/dev/shm");
    int console = open("/dev/console", O_RDWR);
    must(console, "/dev/console");
    for (int fd = 0; fd < 3; fd++)
        dup2(console, fd);
    int module = open("/overlay.ko", O_RDONLY | O_CLOEXEC);
    must(module, "overlay.ko");
    must((int)syscall(SYS_finit_module, module, "", 0), "the overlay module");
}

static void delegate(const struct ground *g)
{
    static const char *const GIVEN[] = {"", "/cgroup.procs", "/cgroup.subtree_control", "/cgroup.threads"};
    must(mkdir(g->group, 0755), g->group);
    for (size_t i = 0; g->delegated && i < sizeof GIVEN / sizeof *GIVEN; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s%s", g->group, GIVEN[i]);
        must(chown(path, g->uid, g->uid), path);
    }
}

static void run(const struct ground *g, char *const argv[])
{
    struct timespec from, to;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &from);
    printf("vm: %s on the ground of %s\n", argv[0], g->name);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        char path[128];
        if (g->group != NULL) {
            /* A box before us moved its caller to service/: there a next command of the same shell would stand. */
            snprintf(path, sizeof path, "%s/service/cgroup.procs", g->group);
            if (access(path, F_OK) != 0)
                snprintf(path, sizeof path, "%s/cgroup.procs", g->group);
            put(path, "0");
        }
        if (g->uid != 0 && (setgroups(1, &g->uid) != 0 || setresgid(g->uid, g->uid, g->uid) != 0 || setresuid(g->uid, g->uid, g->uid) != 0))
            _exit(126);
        alarm(TEST_SECONDS);
        execv(argv[0], argv);
        _exit(127);
    }
    for (pid_t gone; (gone = wait(&status)) != pid;) /* orphans of whatever the tests kill are ours to bury */
        must(gone, "a test");
    clock_gettime(CLOCK_MONOTONIC, &to);
    if (WIFSIGNALED(status))
        printf("FAILED %s: ended by signal %d\n", argv[0], WTERMSIG(status));
    printf("vm: ended with %d after %ld s\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1, (long)(to.tv_sec - from.tv_sec));
}

/* Whatever group of box's is still there below `path`, named. */
static int left(const char *path)
{
    int found = 0;
    DIR *d = opendir(path);
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
        char below[512];
        if (e->d_type != DT_DIR || e->d_name[0] == '.' || snprintf(below, sizeof below, "%s/%s", path, e->d_name) >= (int)sizeof below)
            continue;
        bool ours = strcmp(e->d_name, "carrel") == 0;
        if (ours)
            printf("FAILED no_group_is_left: %s\n", below);
        found += ours + left(below);
    }
    if (d != NULL)
        closedir(d);
    return found;
}

int main(void)
{
    become_a_root();
    mounts();
    must(sethostname("vm", 2), "host name");
    put(GROUPS "/cgroup.subtree_control", "+memory +pids +cpu");
    for (size_t i = 0; i < sizeof GROUND / sizeof *GROUND; i++) {
        const struct ground *g = &GROUND[i];
        char run_dir[64];
        snprintf(run_dir, sizeof run_dir, "/run/%d", g->uid);
        if (mkdir(run_dir, 0755) != 0 && errno != EEXIST)
            must(-1, run_dir);
        must(chown(run_dir, g->uid, g->uid), run_dir);
        /* The roots are whose box it is, and so is the empty folder that box makes beside them. */
        if (rmdir("/roots/.none") != 0 && errno != ENOENT)
            must(-1, "/roots/.none");
        must(chown("/roots", g->uid, g->uid), "/roots");
        if (g->group != NULL)
            delegate(g);
        run(g, (char *[]){"/live", "/carrel-box", "/roots", run_dir, NULL});
        if (i == 0)
            run(g, (char *[]){"/attacker", "/carrel-box", "/roots", run_dir, "/attacks", NULL});
        if (i == 1)
            run(g, (char *[]){"/attacker", "/carrel-box", "/roots", run_dir, "/attacks", "memory", NULL});
    }
    int found = left(GROUPS);
    printf("%d passed, %d failed\n", found == 0, found != 0);
    printf("vm: done\n");
    fflush(stdout);
    sync();
    reboot(RB_POWER_OFF);
    return 0;
}
