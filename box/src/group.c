/*
 * The control group of one slot: limits before a job, its use after it. Both kernels' ways in one file, so that they stay the
 * same promise.
 *
 * v1: the slot itself lives in its groups and its jobs are born there: moving a process costs an RCU grace period (10 to 20 ms
 * on a busy machine), forking costs nothing. Counters are reset before a job. pids.peak cannot be reset: it is that of a group
 * below the slot's, and after a job of several processes the slot moves to the next one.
 * v2: slot-<n>/ holds box/ (the slot) and job/ (one job, entered by CLONE_INTO_CGROUP, made before it and removed after it).
 * memory.oom.group stays off: it would take init along, and with it the exact end of the program; the supervisor stops what
 * outlives a kill.
 */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PERIOD_US = 20000, SLOT_PROCESSES = 2 /* the slot and the job's init */, CHARGE_MOST = 256 * 1024 /* what the kernel asks for at once */ };

static int open_in(int dir, const char *name, int mode)
{
    return openat(dir, name, mode | O_CLOEXEC);
}

/* To the slot's uid; an ordinary user opens it to all who reach it, which is nobody but the holder of a descriptor. */
static bool give(int dir, const char *name, uid_t owner, mode_t mode)
{
    return fchownat(dir, name, owner, (gid_t)-1, 0) == 0 || (errno == EPERM && fchmodat(dir, name, mode, 0) == 0);
}

struct count_name {
    char text[16];
};

static struct count_name count_name(unsigned int number)
{
    struct count_name name;
    snprintf(name.text, sizeof name.text, "%u", number);
    return name;
}

static bool open_count(struct slot_group *g, unsigned int number)
{
    struct count_name name = count_name(number);
    g->dir[PIDS] = mkdirat(g->counts, name.text, 0755) != 0 ? -1 : openat(g->counts, name.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (g->dir[PIDS] < 0)
        return false;
    g->count = number;
    g->pids_max = open_in(g->dir[PIDS], "pids.max", O_RDWR);
    if (g->pids_max < 0)
        return false;
    g->pids_peak = open_in(g->dir[PIDS], "pids.peak", O_RDONLY); /* -1 before Linux 6.6 */
    g->pids_events = open_in(g->dir[PIDS], "pids.events", O_RDONLY);
    g->processes_set = 0;
    g->refused_before = 0;
    return true;
}

bool slot_group_make(const struct cgroup_tree *tree, unsigned int slot, uid_t owner, struct slot_group *g)
{
    *g = (struct slot_group){.kind = tree->kind, .leaf = -1, .counts = -1, .pids_top = -1, .resident = UINT64_MAX, .limit_set = UINT64_MAX /* the kernel's own start */};
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
    g->counts = g->dir[PIDS];
    g->pids_top = open_in(g->counts, "pids.max", O_RDWR);
    g->quota = open_in(g->dir[CPU], "cpu.cfs_quota_us", O_RDWR);
    g->cpu_usage = open_in(g->dir[CPUACCT], "cpuacct.usage", O_RDWR);
    g->cpu_user = open_in(g->dir[CPUACCT], "cpuacct.usage_user", O_RDONLY);
    g->cpu_sys = open_in(g->dir[CPUACCT], "cpuacct.usage_sys", O_RDONLY);
    char period[16];
    snprintf(period, sizeof period, "%d", PERIOD_US);
    return g->mem_limit >= 0 && g->mem_peak >= 0 && g->mem_stat >= 0 && g->oom >= 0 && g->quota >= 0 && g->cpu_usage >= 0 &&
           write_text(g->dir[CPU], "cpu.cfs_period_us", period) == 0 && g->pids_top >= 0 && open_count(g, 0) &&
           give(g->counts, ".", owner, 0777); /* the supervisor makes the others */
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

/* Twice: the group in which they are counted also counts who is refused, the one above it is not the slot's own to change. */
static bool processes_limit_v1(const struct slot_group *g, uint64_t limit)
{
    return put_number_text(g->pids_top, limit) && put_number_text(g->pids_max, limit);
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
    g->refused_before = g->cpu_before = 0;
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
    if (l->processes != g->processes_set && !processes_limit_v1(g, l->processes + (uint64_t)SLOT_PROCESSES + g->zygote))
        return false;
    g->processes_set = l->processes;
    g->oom_before = stat_value(g->oom, "oom_kill"); /* what died in the slot while nobody ran is not the next job's */
    return memory_limit_v1(g, l->memory + g->resident);
}

void slot_group_mark(struct slot_group *g, bool used)
{
    if (used)
        g->oom_before = stat_value(g->oom, "oom_kill");
    if (g->kind != CGROUP_V1) {
        g->cpu_before = used && g->kind == CGROUP_V2 ? stat_value(g->cpu_usage, "usage_usec") : 0;
        return;
    }
    put_number_text(g->mem_peak, 0);
    put_number_text(g->cpu_usage, 0);
}

uint64_t slot_group_cpu_us(const struct slot_group *g)
{
    uint64_t ns = 0;
    if (g->kind == CGROUP_V2)
        return stat_value(g->cpu_usage, "usage_usec") - g->cpu_before;
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

/*
 * Whether a kill came from a limit above the slot's, or from the machine's end. v2 counts at the group whose limit was met. v1 does
 * not say whose it was: a group that met its limit was charged up to it, but for what the kernel asks for at once.
 */
static bool starved(const struct slot_group *g)
{
    uint64_t peak = 0;
    if (g->kind == CGROUP_V1)
        return read_number(g->mem_peak, &peak) && peak + CHARGE_MOST < g->limit_set;
    int events = open_in(g->leaf, "memory.events", O_RDONLY);
    bool above = events >= 0 && stat_value(events, "oom") == 0;
    close(events);
    return above;
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
    use.starved = use.oom_kills > 0 && starved(g);
    g->refused_before = refused; /* it only grows: the next job of a v1 slot counts from here */
    use.memory_peak = memory_peak(g, held);
    if (g->pids_peak >= 0)
        read_number(g->pids_peak, &pids);
    uint64_t beside = g->kind == CGROUP_V1 ? (uint64_t)SLOT_PROCESSES + g->zygote : 1;
    use.processes_peak = pids > beside ? (uint32_t)(pids - beside) : 1;
    use.recount = g->kind == CGROUP_V1 && use.processes_peak > 1;
    return use;
}

static void move_all(int from, int to)
{
    char line[32];
    int fd = openat(from, "cgroup.procs", O_RDONLY | O_CLOEXEC);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        write_text(to, "cgroup.procs", line);
    if (f != NULL)
        fclose(f);
    else if (fd >= 0)
        close(fd);
}

/* Who could not be moved keeps the old group. A zygote that dies meanwhile is neither moved nor, for a moment, gone. */
static bool leave_count(struct slot_group *g, int old, struct count_name name)
{
    for (int tries = 20; tries > 0; tries--, usleep(1000)) {
        move_all(old, g->dir[PIDS]);
        if (unlinkat(g->counts, name.text, AT_REMOVEDIR) == 0)
            return true;
    }
    return false;
}

bool slot_group_recount(struct slot_group *g)
{
    int old[] = {g->dir[PIDS], g->pids_max, g->pids_peak, g->pids_events};
    struct count_name name = count_name(g->count);
    if (!open_count(g, g->count + 1) || !leave_count(g, old[0], name))
        return false;
    for (size_t i = 0; i < sizeof old / sizeof *old; i++)
        if (old[i] >= 0)
            close(old[i]);
    return true;
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
