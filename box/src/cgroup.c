/*
 * Where our control groups hang, in two kernels' worth of hierarchies behind one set of functions; group.c is one slot's share.
 *
 * v1: each controller has a hierarchy; below it /carrel/<instance>/slot-<n>.
 * v2: our own delegated folder holds service/ (us, and whoever else lived in the folder: a group that has both processes and
 * controllers is forbidden) and carrel/<instance>/slot-<n>/.
 */
#define _GNU_SOURCE
#include "box.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <linux/magic.h>
#include <unistd.h>

static const char *const NAME[CONTROLLERS] = {"memory", "pids", "cpu", "cpuacct"};

/* A pid alone could be somebody else's by now; with its start time it is one process for ever. */
static uint64_t start_time(pid_t pid)
{
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    if (n <= 0)
        return 0;
    text[n] = 0;
    char *at = strrchr(text, ')');
    unsigned long long ticks = 0;
    if (at != NULL)
        sscanf(at + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &ticks);
    return ticks;
}

static bool remove_tree(int dir, const char *name, int depth)
{
    if (unlinkat(dir, name, AT_REMOVEDIR) == 0 || errno == ENOENT)
        return true;
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return false;
    DIR *d = fdopendir(fd);
    if (d == NULL) {
        close(fd);
        return false;
    }
    for (struct dirent *e; depth > 0 && (e = readdir(d)) != NULL;)
        if (e->d_type == DT_DIR && e->d_name[0] != '.')
            remove_tree(dirfd(d), e->d_name, depth - 1);
    closedir(d);
    return unlinkat(dir, name, AT_REMOVEDIR) == 0;
}

/* Folders of boxes that were killed: named <pid>-<start time>, and that process is gone. */
static void sweep(const char *parent)
{
    DIR *d = opendir(parent);
    if (d == NULL)
        return;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        int pid;
        unsigned long long ticks;
        if (sscanf(e->d_name, "%d-%llu", &pid, &ticks) == 2 && start_time(pid) != ticks)
            remove_tree(dirfd(d), e->d_name, 3);
    }
    closedir(d);
}

static bool on_v2(const char *path)
{
    struct statfs fs;
    return statfs(path, &fs) == 0 && fs.f_type == CGROUP2_SUPER_MAGIC;
}

/* Another box may remove the shared parent between our two steps: it is only kept while somebody is in it. */
static bool make_instance(const char *parent, char *out, size_t size)
{
    snprintf(out, size, "%s/%d-%llu", parent, getpid(), (unsigned long long)start_time(getpid()));
    for (int tries = 0; tries < 10; tries++) {
        if (mkdir(parent, 0755) != 0 && errno != EEXIST)
            return false;
        sweep(parent);
        if (mkdir(out, 0755) == 0 || errno == EEXIST)
            return true;
        if (errno != ENOENT)
            return false;
    }
    return false;
}

/* The folder of the group that we stand in: a line of /proc/self/cgroup is number:controllers:path, v2 names no controller. */
static bool own_group(const char *controller, char *out, size_t size)
{
    char line[PATH_MAX];
    bool found = false;
    FILE *f = fopen("/proc/self/cgroup", "re");
    while (f != NULL && !found && fgets(line, sizeof line, f) != NULL) {
        char *names = strchr(line, ':'), *path = names == NULL ? NULL : strchr(names + 1, ':');
        if (path == NULL)
            continue;
        *path++ = 0;
        path[strcspn(path, "\n")] = 0;
        char *rest = NULL, *name = strtok_r(names + 1, ",", &rest);
        while (name != NULL && strcmp(name, controller) != 0)
            name = strtok_r(NULL, ",", &rest);
        found = *controller == 0 ? names[1] == 0 : name != NULL;
        if (found && snprintf(out, size, "/sys/fs/cgroup%s%s%s", *controller == 0 ? "" : "/", controller, strcmp(path, "/") == 0 ? "" : path) >= (int)size)
            found = false;
    }
    if (f != NULL)
        fclose(f);
    return found;
}

/* An ordinary user cannot give a folder to a uid of their range: below here it is open, and here nobody else enters. */
static bool keep_out_others(const char *instance)
{
    return geteuid() == 0 || chmod(instance, 0700) == 0;
}

/* At the top of each hierarchy, where root is at home; else in the group that somebody gave us to stand in. */
static bool start_v1(struct cgroup_tree *tree)
{
    for (int c = 0; c < CONTROLLERS; c++) {
        char parent[GROUP_PATH - 40];
        snprintf(parent, sizeof parent, "/sys/fs/cgroup/%s/carrel", NAME[c]);
        if (make_instance(parent, tree->instance[c], GROUP_PATH))
            continue;
        char own[GROUP_PATH - 60];
        int saved = errno;
        tree->instance[c][0] = 0;
        errno = saved;
        if (!own_group(NAME[c], own, sizeof own) || snprintf(parent, sizeof parent, "%s/carrel", own) < 0 || !make_instance(parent, tree->instance[c], GROUP_PATH))
            return false;
    }
    /* Learners' programs yield to the service on a full machine. */
    char shares[GROUP_PATH + 16];
    snprintf(shares, sizeof shares, "%s/cpu.shares", tree->instance[CPU]);
    write_text(AT_FDCWD, shares, "128");
    tree->kind = CGROUP_V1;
    return keep_out_others(tree->instance[PIDS]);
}

static bool hand_down(const char *group)
{
    char path[GROUP_PATH + 64];
    snprintf(path, sizeof path, "%s/cgroup.subtree_control", group);
    return write_text(AT_FDCWD, path, "+memory +pids +cpu") == 0;
}

/* Moves one process, or everybody who stands in `from`. */
static bool move_to_service(const char *base, const char *pid)
{
    char path[GROUP_PATH + 64];
    snprintf(path, sizeof path, "%s/service/cgroup.procs", base);
    return write_text(AT_FDCWD, path, pid) == 0;
}

static void move_all_to_service(const char *base)
{
    char path[GROUP_PATH + 64], line[32];
    snprintf(path, sizeof path, "%s/cgroup.procs", base);
    FILE *f = fopen(path, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        move_to_service(base, line);
    if (f != NULL)
        fclose(f);
}

/* The very root of the hierarchy may hold processes and controllers at once, and is not ours to empty. */
static bool is_top(const char *base)
{
    char path[GROUP_PATH + 64];
    snprintf(path, sizeof path, "%s/cgroup.type", base);
    return access(path, F_OK) != 0;
}

static bool start_v2(struct cgroup_tree *tree)
{
    char base[GROUP_PATH - 60], path[GROUP_PATH - 40], pid[16];
    if (!own_group("", base, sizeof base))
        return false;
    size_t len = strlen(base), tail = strlen("/service");
    if (len > tail && strcmp(base + len - tail, "/service") == 0)
        base[len - tail] = 0; /* a box before us moved our caller there */
    snprintf(path, sizeof path, "%s/service", base);
    snprintf(pid, sizeof pid, "%d", getpid());
    if ((mkdir(path, 0755) != 0 && errno != EEXIST) || !move_to_service(base, pid))
        return false;
    bool ready = hand_down(base);
    for (int tries = 0; !ready && errno == EBUSY && tries < 10 && !is_top(base); tries++) {
        move_all_to_service(base); /* whoever forks meanwhile leaves a child behind: again */
        ready = hand_down(base);
    }
    snprintf(path, sizeof path, "%s/carrel", base);
    if (!ready || !make_instance(path, tree->instance[0], GROUP_PATH) || !hand_down(path) || !hand_down(tree->instance[0]) || !keep_out_others(tree->instance[0]))
        return false;
    snprintf(path, sizeof path, "%s/carrel/cpu.weight", base);
    write_text(AT_FDCWD, path, "20");
    tree->kind = CGROUP_V2;
    return true;
}

/* Only the top takes a process back while it hands controllers down; elsewhere we stay until our caller's group goes. */
static void leave_service(const char *base)
{
    char path[GROUP_PATH + 64], pid[16];
    snprintf(pid, sizeof pid, "%d", getpid());
    snprintf(path, sizeof path, "%s/cgroup.procs", base);
    if (write_text(AT_FDCWD, path, pid) != 0)
        return;
    snprintf(path, sizeof path, "%s/service", base);
    rmdir(path);
}

bool cgroup_start(struct cgroup_tree *tree)
{
    *tree = (struct cgroup_tree){0};
    bool started = on_v2("/sys/fs/cgroup") ? start_v2(tree) : start_v1(tree);
    tree->error = started ? 0 : errno;
    return started;
}

void cgroup_stop(const struct cgroup_tree *tree)
{
    for (int c = 0; c < CONTROLLERS; c++)
        if (tree->instance[c][0] != 0) {
            char parent[GROUP_PATH];
            remove_tree(AT_FDCWD, tree->instance[c], 3);
            snprintf(parent, sizeof parent, "%s", tree->instance[c]);
            *strrchr(parent, '/') = 0;
            rmdir(parent);
            if (tree->kind != CGROUP_V2)
                continue;
            *strrchr(parent, '/') = 0;
            leave_service(parent);
        }
}

bool cgroup_slot_gone(const struct cgroup_tree *tree, unsigned int slot)
{
    bool gone = true;
    for (int c = 0; c < CONTROLLERS; c++) {
        char path[GROUP_PATH + 64], all[GROUP_PATH + 96];
        if (tree->instance[c][0] == 0)
            continue;
        snprintf(path, sizeof path, "%s/slot-%u", tree->instance[c], slot);
        if (remove_tree(AT_FDCWD, path, 2))
            continue;
        gone = false;
        snprintf(all, sizeof all, "%s/cgroup.kill", path); /* v2: whatever kept it, dies */
        write_text(AT_FDCWD, all, "1");
    }
    return gone;
}
