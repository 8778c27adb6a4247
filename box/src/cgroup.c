/*
 * Two kernels' worth of control groups behind one set of functions; both in one file, so that they stay the same promise.
 *
 * v1: each controller has a hierarchy; below it /carrel/<instance>/slot-<n>. The slot itself lives in its groups and its
 * jobs are born there: moving a process costs an RCU grace period (10 to 20 ms on a busy machine), forking costs nothing.
 * Counters are reset before a job. pids.peak cannot be reset: after a job of several processes the slot reports itself worn.
 * v2: our own delegated folder holds service/ (us, and whoever else lived in the folder: a group that has both processes and
 * controllers is forbidden) and carrel/<instance>/slot-<n>/, which holds box/ (the slot) and job/ (one job, entered by
 * CLONE_INTO_CGROUP, made before it and removed after it). memory.oom.group stays off: it would take init along, and with it
 * the exact end of the program; the supervisor stops what outlives a kill.
 */
#define _GNU_SOURCE
#include "box.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <linux/magic.h>
#include <unistd.h>

enum { PERIOD_US = 20000, PEAK_WORN = 1, SLOT_PROCESSES = 2 /* the slot and the job's init */ };
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
    return true;
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
    if (!ready || !make_instance(path, tree->instance[0], GROUP_PATH) || !hand_down(path) || !hand_down(tree->instance[0]))
        return false;
    /* An ordinary user cannot give a folder to a uid of their range: below here it is open, and here nobody else enters. */
    if (geteuid() != 0 && chmod(tree->instance[0], 0700) != 0)
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

static int open_in(int dir, const char *name, int mode)
{
    return openat(dir, name, mode | O_CLOEXEC);
}

/* To the slot's uid; an ordinary user opens it to all who reach it, which is nobody but the holder of a descriptor. */
static bool give(int dir, const char *name, uid_t owner, mode_t mode)
{
    return fchownat(dir, name, owner, (gid_t)-1, 0) == 0 || (errno == EPERM && fchmodat(dir, name, mode, 0) == 0);
}

bool slot_group_make(const struct cgroup_tree *tree, unsigned int slot, uid_t owner, struct slot_group *g)
{
    *g = (struct slot_group){.kind = tree->kind, .leaf = -1, .resident = UINT64_MAX, .limit_set = UINT64_MAX /* the kernel's own start */};
    for (int c = 0; c < CONTROLLERS; c++) {
        char path[GROUP_PATH + 64];
        g->dir[c] = -1;
        if (tree->instance[c][0] == 0)
            continue;
        snprintf(path, sizeof path, "%s/slot-%u", tree->instance[c], slot);
        if (mkdir(path, 0755) != 0 && !(c == CPUACCT && errno == EEXIST)) /* where cpu and cpuacct are one hierarchy */
            return false;
        g->dir[c] = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (g->dir[c] < 0)
            return false;
    }
    if (tree->kind == CGROUP_V2) {
        int d = g->dir[0];
        return mkdirat(d, "box", 0755) == 0 && write_text(d, "cgroup.subtree_control", "+memory +pids +cpu") == 0 && give(d, ".", owner, 0777) &&
               give(d, "cgroup.procs", owner, 0666);
    }
    if (tree->kind == CGROUP_NONE)
        return true;
    g->mem_limit = open_in(g->dir[MEMORY], "memory.limit_in_bytes", O_RDWR);
    g->mem_swap = open_in(g->dir[MEMORY], "memory.memsw.limit_in_bytes", O_RDWR); /* -1 where swap is not accounted */
    g->mem_peak = open_in(g->dir[MEMORY], "memory.max_usage_in_bytes", O_RDWR);
    g->mem_stat = open_in(g->dir[MEMORY], "memory.stat", O_RDONLY);
    g->oom = open_in(g->dir[MEMORY], "memory.oom_control", O_RDONLY);
    g->pids_max = open_in(g->dir[PIDS], "pids.max", O_RDWR);
    g->pids_peak = open_in(g->dir[PIDS], "pids.peak", O_RDONLY); /* -1 before Linux 6.6 */
    g->pids_events = open_in(g->dir[PIDS], "pids.events", O_RDONLY);
    g->quota = open_in(g->dir[CPU], "cpu.cfs_quota_us", O_RDWR);
    g->cpu_usage = open_in(g->dir[CPUACCT], "cpuacct.usage", O_RDWR);
    g->cpu_user = open_in(g->dir[CPUACCT], "cpuacct.usage_user", O_RDONLY);
    g->cpu_sys = open_in(g->dir[CPUACCT], "cpuacct.usage_sys", O_RDONLY);
    char period[16];
    snprintf(period, sizeof period, "%d", PERIOD_US);
    return g->mem_limit >= 0 && g->mem_peak >= 0 && g->mem_stat >= 0 && g->oom >= 0 && g->pids_max >= 0 && g->quota >= 0 && g->cpu_usage >= 0 &&
           write_text(g->dir[CPU], "cpu.cfs_period_us", period) == 0;
}

bool slot_group_enter(const struct slot_group *g, pid_t pid)
{
    char text[16];
    snprintf(text, sizeof text, "%d", pid);
    if (g->kind == CGROUP_V2)
        return write_text(g->dir[0], "box/cgroup.procs", text) == 0;
    for (int c = 0; g->kind == CGROUP_V1 && c < CONTROLLERS; c++)
        if (write_text(g->dir[c], "cgroup.procs", text) != 0)
            return false;
    return true;
}

static bool put_number_text(int fd, uint64_t v)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%llu", (unsigned long long)v);
    return pwrite(fd, text, (size_t)n, 0) == n;
}

/* A file of "key value" lines, read once. */
struct stats {
    char text[4096];
};

static void read_stats(int fd, struct stats *out)
{
    ssize_t n = fd < 0 ? 0 : pread(fd, out->text, sizeof out->text - 1, 0);
    out->text[n > 0 ? n : 0] = 0;
}

static uint64_t value_in(const struct stats *stats, const char *key)
{
    size_t len = strlen(key);
    for (const char *line = stats->text; *line != 0;) {
        if (strncmp(line, key, len) == 0 && line[len] == ' ')
            return strtoull(line + len, NULL, 10);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return 0;
}

static uint64_t stat_value(int fd, const char *key)
{
    struct stats stats;
    read_stats(fd, &stats);
    return value_in(&stats, key);
}

/* Pages of files that others own too: what was read from the root, less the job's own memory-backed files. */
static uint64_t foreign_pages(const struct slot_group *g)
{
    struct stats stats;
    read_stats(g->mem_stat, &stats);
    uint64_t pages = value_in(&stats, g->kind == CGROUP_V2 ? "file" : "cache"), own = value_in(&stats, "shmem");
    return pages > own ? pages - own : 0;
}

static bool memory_limit_v1(struct slot_group *g, uint64_t limit)
{
    if (limit == g->limit_set)
        return true;
    /* memsw may never be below memory: it goes up first and down last. */
    bool up = limit > g->limit_set;
    bool ok = !(up && g->mem_swap >= 0) || put_number_text(g->mem_swap, limit);
    ok = put_number_text(g->mem_limit, limit) && ok;
    ok = (up || g->mem_swap < 0 || put_number_text(g->mem_swap, limit)) && ok;
    g->limit_set = limit;
    return ok;
}

/* The last zombie is accounted away shortly after it is reaped. */
static bool remove_leaf(const struct slot_group *g, int tries)
{
    for (; tries > 0; tries--, usleep(100))
        if (unlinkat(g->dir[0], "job", AT_REMOVEDIR) == 0 || errno == ENOENT)
            return true;
        else if (errno != EBUSY)
            return false;
    return false;
}

static bool begin_v2(struct slot_group *g, const struct limits *l)
{
    char text[32];
    int d = g->dir[0];
    if (!remove_leaf(g, 20000) || mkdirat(d, "job", 0755) != 0 || (g->leaf = openat(d, "job", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
        return false;
    snprintf(text, sizeof text, "%llu", (unsigned long long)l->memory);
    bool ok = write_text(g->leaf, "memory.max", text) == 0;
    write_text(g->leaf, "memory.swap.max", "0");
    snprintf(text, sizeof text, "%u", l->processes + 1);
    ok = write_text(g->leaf, "pids.max", text) == 0 && ok;
    g->mem_peak = open_in(g->leaf, "memory.peak", O_RDONLY);
    g->mem_stat = open_in(g->leaf, "memory.stat", O_RDONLY);
    /* Of the slot's whole folder: init's memory is the slot's, and its kill is counted where the memory belongs. */
    g->oom = open_in(d, "memory.events", O_RDONLY);
    g->pids_peak = open_in(g->leaf, "pids.peak", O_RDONLY);
    g->pids_events = open_in(g->leaf, "pids.events", O_RDONLY);
    g->cpu_usage = open_in(g->leaf, "cpu.stat", O_RDONLY);
    g->oom_before = stat_value(g->oom, "oom_kill");
    g->refused_before = 0;
    return ok && g->oom >= 0 && g->cpu_usage >= 0;
}

bool slot_group_begin(struct slot_group *g, const struct limits *l)
{
    if (g->kind == CGROUP_NONE)
        return true;
    if (g->kind == CGROUP_V2)
        return begin_v2(g, l);
    if (g->resident == UINT64_MAX) {
        int fd = open_in(g->dir[MEMORY], "memory.usage_in_bytes", O_RDONLY);
        uint64_t value = 0;
        if (fd < 0 || !read_number(fd, &value))
            return false;
        close(fd);
        g->resident = value - foreign_pages(g);
    }
    if (l->processes != g->processes_set && !put_number_text(g->pids_max, l->processes + SLOT_PROCESSES))
        return false;
    g->processes_set = l->processes;
    return memory_limit_v1(g, l->memory + g->resident);
}

void slot_group_mark(struct slot_group *g)
{
    if (g->kind != CGROUP_V1)
        return;
    put_number_text(g->mem_peak, 0);
    put_number_text(g->cpu_usage, 0);
}

uint64_t slot_group_cpu_us(const struct slot_group *g)
{
    uint64_t ns = 0;
    if (g->kind == CGROUP_V2)
        return stat_value(g->cpu_usage, "usage_usec");
    if (g->kind == CGROUP_V1)
        read_number(g->cpu_usage, &ns);
    return ns / 1000;
}

bool slot_group_share(struct slot_group *g, uint32_t share_milli)
{
    if (g->kind == CGROUP_NONE || (share_milli == 0 && !g->share_set))
        return true;
    char text[48];
    long quota = (long)PERIOD_US * share_milli / 1000;
    if (quota < 1000)
        quota = 1000; /* the kernel's least */
    g->share_set = share_milli != 0;
    if (g->kind == CGROUP_V2) {
        if (share_milli == 0)
            snprintf(text, sizeof text, "max %d", PERIOD_US);
        else
            snprintf(text, sizeof text, "%ld %d", quota, PERIOD_US);
        return write_text(g->leaf, "cpu.max", text) == 0;
    }
    int n = snprintf(text, sizeof text, "%ld", share_milli == 0 ? -1L : quota);
    return pwrite(g->quota, text, (size_t)n, 0) == n;
}

uint64_t slot_group_oom_kills(const struct slot_group *g)
{
    return g->kind == CGROUP_NONE ? 0 : stat_value(g->oom, "oom_kill") - g->oom_before;
}

/* User and system time apart: only asked for when nobody lived to report them. */
static void read_parts(const struct slot_group *g, struct group_use *use)
{
    if (g->kind == CGROUP_V2) {
        use->user_us = stat_value(g->cpu_usage, "user_usec");
        use->sys_us = stat_value(g->cpu_usage, "system_usec");
        return;
    }
    uint64_t user = 0, sys = 0;
    read_number(g->cpu_user, &user);
    read_number(g->cpu_sys, &sys);
    use->user_us = user / 1000;
    use->sys_us = sys / 1000;
}

/*
 * What the group was charged, less what is the machine's: pages of the read-only root that this job happened to touch first.
 * Not less than `held`, what one process held: pages of the root count once for the machine, yet a program that maps a
 * library uses it. Where the whole charge is below that, the costly statistics need no reading.
 */
static uint64_t memory_peak(const struct slot_group *g, uint64_t held)
{
    uint64_t peak = 0, slot = g->kind == CGROUP_V1 ? g->resident : 0;
    read_number(g->mem_peak, &peak);
    if (peak <= slot + held)
        return held;
    uint64_t others = slot + foreign_pages(g);
    return peak > others + held ? peak - others : held;
}

struct group_use slot_group_use(struct slot_group *g, uint64_t held, bool parts)
{
    struct group_use use = {.memory_peak = held};
    uint64_t pids = 0;
    if (g->kind == CGROUP_NONE)
        return use;
    use.cpu_us = slot_group_cpu_us(g);
    if (parts)
        read_parts(g, &use);
    uint64_t oom = stat_value(g->oom, "oom_kill"), refused = stat_value(g->pids_events, "max");
    use.oom_kills = (uint32_t)(oom - g->oom_before);
    use.refused = refused > g->refused_before;
    g->oom_before = oom; /* they only grow: the next job of a v1 slot counts from here */
    g->refused_before = refused;
    use.memory_peak = memory_peak(g, held);
    if (g->pids_peak >= 0)
        read_number(g->pids_peak, &pids);
    uint64_t beside = g->kind == CGROUP_V1 ? SLOT_PROCESSES : 1;
    use.processes_peak = pids > beside ? (uint32_t)(pids - beside) : 1;
    use.worn = g->kind == CGROUP_V1 && use.processes_peak > PEAK_WORN;
    return use;
}

void slot_group_end(struct slot_group *g)
{
    slot_group_share(g, 0);
    if (g->kind != CGROUP_V2 || g->leaf < 0)
        return;
    int *held[] = {&g->mem_peak, &g->mem_stat, &g->oom, &g->pids_peak, &g->pids_events, &g->cpu_usage, &g->leaf};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        close(*held[i]), *held[i] = -1;
    remove_leaf(g, 200);
}
