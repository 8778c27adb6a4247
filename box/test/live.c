/*
 * The real box on the real kernel: live BOX ROOTS RUN [whole]. Starts box as whoever we are, plays its client, kills its processes,
 * and looks for what is left. Where the ground gives less (one uid, no control group), the promises that need it are listed
 * as not made on this ground, not counted as kept. Every promise shares one box and one slot, hence one file.
 */
#define _GNU_SOURCE
#include "check.h"
#include "client.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ACTOR "/bin/actor"
#define RUN(...) client_run(&slot, &(struct wish){.argv = {ACTOR, __VA_ARGS__}})
#define RUN_WITH(more, ...) client_run(&slot, &(struct wish){.argv = {ACTOR, __VA_ARGS__}, more})
#define AND ,
enum { STACK = 8 << 20 };

static const char *box_path, *roots, *run_dir;
static char socket_path[128], facts[256];
static pid_t box;
static struct client slot;
static bool groups, v2, own_uids, forked, waiting, whole;

static void box_start(void)
{
    box = fork();
    if (box == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        umask(077); /* whoever starts it may be strict */
        execl(box_path, box_path, "serve", "--roots", roots, "--run", run_dir, "--user", "daemon", "--single-tenant", (char *)NULL);
        _exit(127);
    }
    snprintf(socket_path, sizeof socket_path, "%s/box-%d.sock", run_dir, box);
    for (int i = 0; i < 3000 && access(socket_path, F_OK) != 0; i++)
        usleep(10000);
}

static void box_stop(void)
{
    kill(box, SIGTERM);
    waitpid(box, NULL, 0);
}

static bool slot_open(bool loopback)
{
    bool opened = client_open(&slot, socket_path, "test", loopback, facts, sizeof facts);
    slot.waits = waiting;
    return opened &&
           (!forked || client_wake(&slot, (const char *const[]){ACTOR, "zygote", NULL}, STACK));
}

/* Reopens the slot for a test that must not meet the counters of another. */
static void slot_fresh(void)
{
    client_close(&slot);
    CHECK(slot_open(false));
}

static bool well(const struct ended *e) { return !e->closed && !e->refused && e->end == 0 && e->code == 0 && e->stopped == 0; }

static void a_slot_still_runs(void)
{
    struct ended e = RUN("args", "here");
    CHECK(well(&e) && strcmp(e.out[1], "here\n") == 0);
}

/* Whose process: ours, or of a uid that only ranges for an ordinary user's containers have. */
static bool could_be_ours(const char *pid)
{
    char path[300], line[128];
    unsigned int uid = 0;
    snprintf(path, sizeof path, "/proc/%s/status", pid);
    FILE *f = fopen(path, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL && sscanf(line, "Uid: %u", &uid) != 1)
        ;
    if (f != NULL)
        fclose(f);
    return f != NULL && (uid == getuid() || (uid >= 100000 && uid < 1900000000));
}

/* Whether a process runs this very build's box or actor; by owner and name where we may not look. */
static bool ours(const char *pid)
{
    char path[300], name[64] = "";
    struct stat exe, mine[2];
    snprintf(path, sizeof path, "/proc/%s/exe", pid);
    if (stat(path, &exe) == 0) {
        char actor[300];
        snprintf(actor, sizeof actor, "%s/test%s", roots, ACTOR);
        for (int i = 0; i < 2; i++)
            if (stat(i == 0 ? box_path : actor, &mine[i]) == 0 && mine[i].st_ino == exe.st_ino && mine[i].st_dev == exe.st_dev)
                return true;
        return false;
    }
    snprintf(path, sizeof path, "/proc/%s/comm", pid);
    FILE *f = fopen(path, "re");
    bool named = f != NULL && fgets(name, sizeof name, f) != NULL &&
                 (strcmp(name, "carrel-box\n") == 0 || strcmp(name, "slot\n") == 0 || strcmp(name, "actor\n") == 0) && could_be_ours(pid);
    if (f != NULL)
        fclose(f);
    return named;
}

static int processes_of_box(bool all)
{
    int n = 0;
    DIR *d = opendir("/proc");
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;)
        n += atoi(e->d_name) > 0 && (all || atoi(e->d_name) != box) && ours(e->d_name);
    closedir(d);
    return n;
}

static bool soon(bool (*holds)(void))
{
    for (int i = 0; i < 3000; i++, usleep(10000))
        if (holds())
            return true;
    return false;
}

static int baseline;
static bool only_box_left(void) { return processes_of_box(false) == baseline; }
static bool nothing_left(void) { return processes_of_box(true) == baseline; }

/* Our box's folder below `path`, wherever in the hierarchies it stands: <pid>-<start time>. */
static bool find_instance(const char *path, int depth, char *out, size_t size)
{
    char mine[32], below[512];
    bool found = false;
    snprintf(mine, sizeof mine, "%d-", box);
    DIR *d = opendir(path);
    for (struct dirent *e; d != NULL && !found && (e = readdir(d)) != NULL;) {
        if (e->d_type != DT_DIR || e->d_name[0] == '.' || snprintf(below, sizeof below, "%s/%s", path, e->d_name) >= (int)sizeof below)
            continue;
        if (strncmp(e->d_name, mine, strlen(mine)) == 0)
            found = snprintf(out, size, "%s", below) > 0;
        else
            found = depth > 0 && find_instance(below, depth - 1, out, size);
    }
    if (d != NULL)
        closedir(d);
    return found;
}

enum { HIERARCHIES_DEEP = 8 };

/* A slot's folder of our box, any; the next slot takes another place while the last one is still being cleared away. */
static bool find_slot(char *out, size_t size)
{
    char instance[512];
    bool found = false;
    DIR *d = find_instance("/sys/fs/cgroup", HIERARCHIES_DEEP, instance, sizeof instance) ? opendir(instance) : NULL;
    for (struct dirent *e; d != NULL && !found && (e = readdir(d)) != NULL;)
        found = strncmp(e->d_name, "slot-", 5) == 0 && snprintf(out, size, "%s/%s", instance, e->d_name) > 0;
    if (d != NULL)
        closedir(d);
    return found;
}

static bool no_slot_groups(void)
{
    char path[600];
    return !find_slot(path, sizeof path);
}

static bool no_groups(void)
{
    char instance[512];
    return !find_instance("/sys/fs/cgroup", HIERARCHIES_DEEP, instance, sizeof instance);
}

static pid_t child_of(pid_t parent, bool newest)
{
    char path[64];
    int child = -1;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", parent, parent);
    FILE *f = fopen(path, "re");
    while (f != NULL && fscanf(f, "%d", &child) == 1 && newest)
        ;
    if (f != NULL)
        fclose(f);
    return child;
}

/* As slot_fresh, where processes are looked at: the slot before, still dying, would be taken for this one. */
static void slot_alone(bool loopback)
{
    client_close(&slot);
    CHECK(soon(only_box_left) && slot_open(loopback));
}

/* box - supervisor - slot - init - program; the zygote stands beside init */
static pid_t process_at(int depth)
{
    pid_t p = box;
    for (int tries = 0; tries < 4000; tries++, usleep(5000)) {
        p = box;
        for (int i = 0; i < depth && p > 0; i++)
            p = child_of(p, i == 2); /* a slot has its zygote first, then its job's init */
        if (p > 0)
            return p;
    }
    return -1;
}

/* --- what a program meets --- */
static void a_program_is_uid_1000_in_work_with_its_own_pids(void)
{
    struct ended e = RUN("identity");
    CHECK(well(&e) && strcmp(e.out[1], "1000 1000 1 carrel /work\n") == 0);
}

static void arguments_environment_and_stdin_arrive(void)
{
    struct ended e = RUN("args", "a b", "ü", "");
    CHECK(strcmp(e.out[1], "a b\nü\n\n") == 0);
    e = client_run(&slot, &(struct wish){.argv = {ACTOR, "env"}, .env = {"KEY=value"}});
    CHECK(strcmp(e.out[1], "KEY=value\n") == 0);
    e = RUN_WITH(.input = "hello", "cat");
    CHECK(well(&e) && strcmp(e.out[1], "hello") == 0);
}

static void a_program_reopens_its_own_stdio_by_name(void)
{
    struct ended e = RUN("stdio");
    CHECK(well(&e) && strcmp(e.out[1], "o") == 0 && strcmp(e.out[2], "e") == 0);
}

static void a_program_inherits_no_descriptor_but_stdio(void)
{
    struct ended e = RUN("fds");
    CHECK(e.code == 3);
}

static void sockets_reach_nothing_without_a_network(void)
{
    struct ended e = RUN("loopback");
    CHECK(e.code == 97);
}

static void loopback_is_fresh_for_each_job(void)
{
    client_close(&slot);
    CHECK(slot_open(true));
    for (int i = 0; i < 3; i++) {
        struct ended e = RUN("loopback");
        CHECK(well(&e));
    }
    slot_fresh();
}

/* --- how a job ends --- */
static void exit_codes_and_signals_are_exact(void)
{
    struct ended e = RUN("exit", "7");
    CHECK(e.end == 0 && e.code == 7);
    e = RUN("kill", "11");
    CHECK(e.end == 1 && e.code == 11 && e.stopped == 0);
    e = RUN("kill", "9");
    CHECK(e.end == 1 && e.code == 9 && e.stopped == 0);
}

static void a_missing_program_is_named(void)
{
    struct ended e = client_run(&slot, &(struct wish){.argv = {"/bin/nothing"}});
    CHECK(e.end == 2 && e.code == ENOENT && strstr(e.why, "exec") != NULL);
    a_slot_still_runs();
}

static void sleepers_end_by_the_wall_clock(void)
{
    struct ended e = RUN_WITH(.wall = 0.3, "sleep", "9");
    CHECK(e.stopped == 2 && e.wall_us > 290000 && e.wall_us < 8000000 && e.cpu_us < 100000);
}

static void burners_end_by_cpu_time(void)
{
    struct ended e = RUN_WITH(.cpu = 0.3, "spin", "9");
    CHECK(e.stopped == 1);
    CHECK(groups || e.cpu_us < 3000000); /* without a group: the kernel's limit of whole seconds */
    CHECK(!groups || (e.cpu_us > 290000 && e.cpu_us < 450000));
}

static void a_child_that_burns_all_the_time_ends_the_job_by_cpu_time(void)
{
    struct ended e = RUN_WITH(.cpu = 0.3, "child-spin", "9");
    CHECK(e.stopped == 1 && e.cpu_us >= 290000);
}

static void the_share_binds_after_its_grace(void)
{
    struct ended e = RUN_WITH(.cpu = 0.9 AND .wall = 30 AND .share_milli = 500, "spin2", "9");
    double share = (double)e.cpu_us / (double)e.wall_us;
    CHECK(e.stopped == 1 && (e.flags & 64) != 0);
    CHECK(share < 0.66);
    if (broken)
        fprintf(stderr, "stopped %d flags %u share %.2f\n", e.stopped, e.flags, share);
    e = RUN_WITH(.share_milli = 500, "spin", "0.05");
    CHECK(well(&e) && (e.flags & 64) == 0);
    e = RUN_WITH(.wall = 30, "spin", "1"); /* and it is gone for the next job */
    CHECK(well(&e) && (e.flags & 64) == 0);
}

static void known_amounts_are_measured(void)
{
    slot_fresh();
    struct ended e = RUN("spin", "0.5");
    CHECK(e.cpu_us > 480000 && e.cpu_us < 650000 && e.user_us + e.sys_us == e.cpu_us && e.user_us > e.sys_us);
    e = RUN("alloc", "40");
    CHECK(e.memory > 40u << 20 && e.memory < 48u << 20);
    e = RUN("forks", "5");
    CHECK(well(&e) && e.processes_peak == 6);
}

static void too_much_memory_is_an_oom_kill(void)
{
    struct ended e = RUN("alloc", "200");
    /* The kernel kills it, counts the kill, and only then does it die. Whether the supervisor's look falls between the two is the
       scheduler's choice: then it stops what is dying anyway (5). To a learner both are the memory limit. */
    CHECK(e.end == 1 && e.code == SIGKILL && e.oom_kills == 1 && (e.stopped == 0 || e.stopped == 5));
    a_slot_still_runs();
}

static void the_slot_survives_or_says_it_is_lost(void)
{
    struct ended e = RUN_WITH(.memory = 32u << 20 AND .wall = 4, "oom-lower");
    CHECK(e.oom_kills > 0);
    if (e.flags & (32 | 128)) /* lost, or worn: its zygote went with init */
        slot_fresh();
    a_slot_still_runs();
    slot_fresh();
}

static void one_child_out_of_memory_stops_the_job(void)
{
    struct ended e = RUN("child-alloc", "200");
    CHECK(e.stopped == 5 && e.oom_kills == 1 && e.wall_us < 8000000);
    a_slot_still_runs();
}

static void a_peak_is_of_its_own_job(void)
{
    struct ended e = RUN("alloc", "40");
    CHECK(e.memory > 40u << 20);
    e = RUN("alloc", "10");
    CHECK(e.memory > 10u << 20 && e.memory < 20u << 20);
}

static int score_of(pid_t pid)
{
    char path[64], score[16] = "";
    snprintf(path, sizeof path, "/proc/%d/oom_score_adj", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    CHECK(read(fd, score, sizeof score - 1) > 0);
    close(fd);
    return atoi(score);
}

static void the_program_is_the_first_to_go(void)
{
    struct ended e = RUN("oom-score");
    CHECK(well(&e) && atoi(e.out[1]) == 1000);
    CHECK(score_of(process_at(2)) <= 500); /* and its slot is not, whatever we ourselves were started with */
}

static void files_in_memory_count(void)
{
    struct ended e = RUN_WITH(.memory = 24u << 20 AND .disk = 64u << 20 AND .file = 64u << 20, "put", "/tmp/f", "50000000");
    CHECK(e.oom_kills > 0 && e.end == 1 && (e.flags & 32) == 0);
    a_slot_still_runs();
}

/* A limit on the group of all slots, which is none of a job's; 0 lifts it. */
static bool limit_all_slots(uint64_t bytes)
{
    char instance[512], path[600], text[32];
    if (!find_instance(v2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory", HIERARCHIES_DEEP, instance, sizeof instance))
        return false;
    snprintf(path, sizeof path, "%s/%s", instance, v2 ? "memory.max" : "memory.limit_in_bytes");
    snprintf(text, sizeof text, "%llu", (unsigned long long)bytes);
    return write_text(AT_FDCWD, path, bytes > 0 ? text : v2 ? "max" : "-1") == 0;
}

static void memory_that_runs_out_above_a_slot_is_not_the_programs_fault(void)
{
    slot_fresh();
    CHECK(limit_all_slots(48u << 20));
    struct ended own = RUN_WITH(.memory = 16u << 20, "alloc", "100");
    CHECK(own.oom_kills > 0 && own.end == 1);
    if (own.flags & 32)
        slot_fresh();
    for (int i = 0; i < 2; i++) { /* the program alone, and one that goes on without the child that was killed */
        struct ended e = RUN_WITH(.memory = 128u << 20, i == 0 ? "alloc" : "child-alloc", "100");
        CHECK((e.flags & 32) != 0 && e.oom_kills == 0 && e.stopped == 0 && strstr(e.why, "memory ran out above") != NULL);
        slot_fresh();
    }
    CHECK(limit_all_slots(0));
    a_slot_still_runs();
}

static void a_program_sees_no_group_but_its_own(void)
{
    struct ended e = RUN("groups");
    CHECK(well(&e));
}

/* As an operator would do it; what box does itself, killing init, is in every other promise. */
static void a_group_killed_from_outside_ends_the_job_alone(void)
{
    char found[600], path[640];
    client_close(&slot);
    CHECK(soon(no_slot_groups) && slot_open(false));
    client_start(&slot, &(struct wish){.argv = {ACTOR, "forks-and-sleep", "5"}});
    CHECK(process_at(5) > 0 && find_slot(found, sizeof found));
    snprintf(path, sizeof path, "%s/job/cgroup.kill", found);
    CHECK(write_text(AT_FDCWD, path, "1") == 0);
    struct ended e = client_end(&slot);
    CHECK(e.end == 1 && e.code == SIGKILL && e.stopped == 0 && (e.flags & (32 | 128)) == 0);
    a_slot_still_runs();
}

static void processes_are_limited(void)
{
    struct ended e = RUN_WITH(.processes = 20, "forks", "100");
    CHECK(e.code == 1 && (e.flags & 4) != 0 && atoi(e.out[1]) == 19);
    slot_fresh();
}

/* The group in which they are counted is the slot's own to change. */
static void processes_are_limited_above_the_slots_own_group_too(void)
{
    char instance[512], path[560], text[16] = "";
    client_close(&slot);
    CHECK(soon(no_slot_groups) && slot_open(false));
    RUN_WITH(.processes = 20, "true");
    CHECK(find_instance("/sys/fs/cgroup/pids", HIERARCHIES_DEEP, instance, sizeof instance));
    for (int i = 0; i < 1024 && text[0] == 0; i++) {
        snprintf(path, sizeof path, "%s/slot-%d/pids.max", instance, i);
        FILE *f = fopen(path, "re");
        if (f != NULL && (fgets(text, sizeof text, f) == NULL || fclose(f) != 0))
            text[0] = '?';
    }
    CHECK(atoi(text) == 20 + 2 + forked);
}

static void each_job_is_told_its_own_processes(void)
{
    static const char *const CHILDREN[] = {"5", "0", "2", "9", "0"};
    a_slot_still_runs();
    for (size_t i = 0; i < sizeof CHILDREN / sizeof *CHILDREN; i++) {
        unsigned int rests = slot.rests, children = (unsigned int)atoi(CHILDREN[i]);
        struct ended e = RUN_WITH(.processes = 10, "forks", CHILDREN[i]);
        CHECK(well(&e) && e.processes_peak == 1 + children && (e.flags & (4 | 32 | 128)) == 0);
        CHECK(((e.flags & 256) != 0) == (!v2 && children > 0));
        a_slot_still_runs();
        CHECK(slot.rests == rests + ((e.flags & 256) != 0));
    }
    struct ended e = RUN_WITH(.processes = 3, "forks", "9");
    CHECK(e.code == 1 && (e.flags & 4) != 0);
    e = RUN_WITH(.processes = 10, "forks", "9");
    CHECK(well(&e) && (e.flags & 4) == 0);
}

static void disk_and_files_are_limited(void)
{
    struct ended e = RUN_WITH(.disk = 1 << 20, "put", "f", "4000000");
    CHECK(e.code == ENOSPC && (e.flags & 8) != 0);
    e = RUN("put", "/tmp/f", "99999999");
    CHECK(e.end == 1 && e.code == SIGXFSZ);
    e = RUN_WITH(.disk = 4096 AND .file_name = "big" AND .file_content = "0123456789", "true");
    CHECK(well(&e));
}

static void output_is_cut_at_the_octet(void)
{
    struct ended e = RUN_WITH(.output = 5000, "flood", "1", "5000");
    CHECK(well(&e) && e.written[1] == 5000 && e.flags == 0);
    e = RUN_WITH(.output = 5000, "flood", "1", "5001");
    CHECK(e.stopped == 3 && e.written[1] == 5000 && (e.flags & 1) != 0);
    e = RUN_WITH(.output = 5000, "flood", "2", "99999999");
    CHECK(e.stopped == 3 && e.written[2] == 5000 && (e.flags & 2) != 0);
}

static void nothing_of_a_job_outlives_it(void)
{
    struct ended e = RUN("daemon");
    CHECK(well(&e) && e.wall_us < 8000000); /* it did not wait for the daemon, which goes on for ever */
    e = RUN("put", "/dev/shm/mark", "10");
    e = RUN("exists", "/dev/shm/mark");
    CHECK(well(&e));
    e = RUN("put", "/tmp/mark", "10");
    e = RUN("exists", "/tmp/mark");
    CHECK(well(&e));
    for (int i = 0; i < 3000 && processes_of_box(false) > baseline + 2; i++)
        usleep(10000);
    if (processes_of_box(false) != baseline + 2)
        fprintf(stderr, "%d processes, %d before\n", processes_of_box(false), baseline);
    CHECK(processes_of_box(false) == baseline + 2); /* supervisor and slot */
}

/* Each job in a namespace that the one before touched would see other ids than the first. */
static void no_ipc_object_and_no_id_outlives_a_job(void)
{
    slot_fresh();
    struct ended first = RUN("sysv"), second = RUN("sysv", "leave"), third = RUN("sysv", "leave");
    CHECK(well(&first) && well(&second) && well(&third));
    CHECK(strcmp(first.out[1], "1 1 1\n") == 0 && strcmp(second.out[1], first.out[1]) == 0 && strcmp(third.out[1], first.out[1]) == 0);
    struct ended quiet = RUN("true"), after_quiet = RUN("sysv");
    CHECK(well(&quiet) && strcmp(after_quiet.out[1], "2 2 2\n") == 0);
}

static void a_segment_left_behind_is_not_charged_to_the_next_job(void)
{
    for (int i = 0; i < 3; i++) {
        struct ended e = RUN_WITH(.memory = 64u << 20, "leave-segment", "48");
        CHECK(well(&e));
        e = RUN_WITH(.memory = 64u << 20, "alloc", "40");
        CHECK(well(&e));
    }
}

static void only_plain_new_files_come_back(void)
{
    struct ended e = client_run(&slot, &(struct wish){.argv = {ACTOR, "plant"}, .collect = 10, .file_name = "given.txt", .file_content = "x"});
    CHECK(well(&e) && e.files_len == 2 && (e.flags & 16) != 0);
    for (size_t i = 0; i < e.files_len; i++)
        CHECK((strcmp(e.files[i].name, "good") == 0 && e.files[i].len == 70000) || (strcmp(e.files[i].name, "deep/er/file") == 0 && e.files[i].len == 5));
}

/* --- control --- */
static void pid_1_is_deaf_to_the_program(void)
{
    struct ended e = RUN("signal-init");
    CHECK(well(&e));
}

static void a_signal_reaches_the_program(void)
{
    client_start(&slot, &(struct wish){.argv = {ACTOR, "usr1"}});
    CHECK(client_heard(&slot)); /* before it says so, the signal would find no handler */
    client_send(&slot, SIGNAL, (struct bytes){(const uint8_t *)"\x0a", 1});
    struct ended e = client_end(&slot);
    CHECK(e.end == 0 && e.code == 42);
}

static void a_signal_at_any_moment_of_the_start_is_the_programs(void)
{
    for (useconds_t wait = 0; wait <= 4000; wait += 100) {
        client_start(&slot, &(struct wish){.argv = {ACTOR, "sleep", "9"}});
        usleep(wait);
        client_send(&slot, SIGNAL, (struct bytes){(const uint8_t *)"\x02", 1});
        struct ended e = client_end(&slot);
        CHECK(e.end == 1 && e.code == SIGINT && e.stopped == 0 && e.flags == 0);
    }
}

static void cancel_works_at_every_moment(void)
{
    for (useconds_t wait = 0; wait < 20000; wait = wait * 2 + 50) {
        client_start(&slot, &(struct wish){.argv = {ACTOR, "sleep", "9"}});
        usleep(wait);
        client_send(&slot, CANCEL, (struct bytes){0});
        struct ended e = client_end(&slot);
        CHECK(e.stopped == 4 && e.wall_us < 8000000 && (e.flags & 32) == 0);
    }
    client_send(&slot, CANCEL, (struct bytes){0}); /* too late: ignored */
    a_slot_still_runs();
}

static void reserved_and_broken_frames_end_the_slot(void)
{
    client_send(&slot, 16, (struct bytes){0});
    struct ended e = client_end(&slot);
    CHECK(e.refused && strstr(e.why, "sessions") != NULL);
    slot_fresh();
    client_send(&slot, START, (struct bytes){0});
    CHECK(client_end(&slot).refused);
    slot_fresh();
    CHECK(send(slot.fd, "\xff\xff\xff\xff\xff", 5, MSG_NOSIGNAL) == 5 && client_end(&slot).refused);
    slot_fresh();
}

static void an_unknown_root_is_refused(void)
{
    struct client other;
    char why[256] = "";
    CHECK(!client_open(&other, socket_path, "no-such-root", false, why, sizeof why) && strstr(why, "root") != NULL);
    client_close(&other);
}

static void a_program_knows_its_processor_after_a_move(void)
{
    struct ended e = RUN("processor");
    CHECK(well(&e));
}

/* --- fork level --- */
/* The kernel takes the largest that is not the program: init, with the zygote whose memory it shares, or the slot. */
static void an_init_out_of_memory_spoils_no_later_job(void)
{
    for (int i = 0; i < (whole ? 50 : 4); i++) {
        struct ended e = RUN_WITH(.memory = 16u << 20 AND .disk = 64u << 20 AND .file = 64u << 20 AND .wall = 4, "oom-rather-others", "50000000");
        CHECK(e.oom_kills > 0 && !e.closed && !e.refused);
        if (e.flags & (32 | 128))
            slot_fresh();
        a_slot_still_runs();
    }
}

/* A slot buries nobody but its jobs' inits: what was killed stays as a zombie. */
static bool dead(pid_t pid)
{
    char path[64], state = 'Z';
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *f = fopen(path, "re");
    if (f != NULL && fscanf(f, "%*d (%*[^)]) %c", &state) != 1)
        state = 'Z';
    if (f != NULL)
        fclose(f);
    return state == 'Z';
}

static void kill_zygote(void)
{
    pid_t zygote = child_of(process_at(2), false);
    CHECK(zygote > 0 && kill(zygote, SIGKILL) == 0);
    for (int i = 0; i < 3000 && !dead(zygote); i++)
        usleep(10000);
}

static void a_zygote_killed_beside_a_job_spoils_neither_result_nor_files(void)
{
    slot_alone(true); /* whose network the zygote cannot follow any more */
    client_start(&slot, &(struct wish){.argv = {ACTOR, "make-and-wait", "made"}, .collect = 4, .keep_stdin = true});
    CHECK(client_heard(&slot));
    kill_zygote();
    client_send(&slot, STDIN_END, (struct bytes){0});
    struct ended e = client_end(&slot);
    CHECK(well(&e) && (e.flags & (16 | 32)) == 0 && (e.flags & 128) != 0);
    CHECK(e.files_len == 1 && strcmp(e.files[0].name, "made") == 0 && e.files[0].len == 1000);
    slot_fresh();
    a_slot_still_runs();
}

static void a_fork_is_a_child_of_init_in_a_session_of_its_own(void)
{
    struct ended e = RUN("parent");
    CHECK(well(&e) && strcmp(e.out[1], "1 1 1\n") == 0);
}

static void nothing_of_a_job_is_in_the_memory_of_the_next(void)
{
    /* Each job looks for the words of the others, spelt one letter higher so that it does not bring them along. */
    struct ended e = client_run(&slot, &(struct wish){.argv = {ACTOR, "cat", "CarrelArgument"}, .env = {"SECRET=CarrelVariable"}, .input = "CarrelInput",
                                                      .file_name = "CarrelName", .file_content = "CarrelSource"});
    CHECK(well(&e) && strcmp(e.out[1], "CarrelInput") == 0);
    static const char *const MARK[] = {"DbssfmBshvnfou", "DbssfmWbsjbcmf", "DbssfmJoqvu", "DbssfmObnf", "DbssfmTpvsdf"};
    for (size_t i = 0; i < sizeof MARK / sizeof *MARK; i++) {
        e = RUN("find", MARK[i]);
        CHECK(well(&e) && strcmp(e.out[1], "0\n") == 0);
    }
    e = RUN("find", "QBUI>", "PATH="); /* the search finds what is there */
    CHECK(well(&e) && atoi(e.out[1]) > 0);
}

static void a_job_that_does_not_fit_the_zygote_is_not_started(void)
{
    struct ended e = RUN("unfit");
    CHECK(e.end == 2 && strstr(e.why, "zygote") != NULL);
    a_slot_still_runs();
}

static void both_levels_serve_in_one_slot(void)
{
    slot.forks = false;
    a_slot_still_runs();
    slot.forks = true;
    a_slot_still_runs();
}

static void a_dead_zygote_wears_its_slot_and_spoils_no_result(void)
{
    slot_alone(false);
    client_start(&slot, &(struct wish){.argv = {ACTOR, "make-and-wait", "made"}, .keep_stdin = true});
    CHECK(client_heard(&slot));
    kill_zygote();
    client_send(&slot, STDIN_END, (struct bytes){0});
    struct ended e = client_end(&slot);
    CHECK(well(&e) && (e.flags & 128) != 0);
    e = RUN("true");
    CHECK((e.flags & 32) != 0);
    slot_fresh();
    a_slot_still_runs();
}

/* For want of memory above the slots; of all that could go the kernel is told to take the zygote first, and then the hog. */
static void a_zygote_out_of_memory_between_jobs_is_noticed_and_no_program_is_blamed(void)
{
    for (int late = 0; late < 2; late++) { /* before the next job is sent, and after */
        slot_fresh();
        a_slot_still_runs();
        struct client hog;
        char text[256], score[64];
        pid_t keeper = process_at(2), zygote = child_of(keeper, false);
        snprintf(score, sizeof score, "/proc/%d/oom_score_adj", zygote);
        CHECK(zygote > 0 && write_text(AT_FDCWD, score, "1000") == 0);
        CHECK(client_open(&hog, socket_path, "test", false, text, sizeof text));
        snprintf(score, sizeof score, "%d", score_of(keeper) + 1);
        CHECK(limit_all_slots(48u << 20) && kill(keeper, late ? SIGSTOP : 0) == 0);
        client_run(&hog, &(struct wish){.argv = {ACTOR, "alloc-as", score, "100"}, .memory = 128u << 20});
        CHECK(limit_all_slots(0) && dead(zygote));
        client_close(&hog);
        if (late)
            client_start(&slot, &(struct wish){.argv = {ACTOR, "true"}});
        usleep(late ? 20000 : 0); /* on a slow machine the job may come after the news all the same */
        kill(keeper, SIGCONT);
        struct ended e = client_end(&slot);
        bool lost = (e.flags & 32) != 0 && e.oom_kills == 0 && e.stopped == 0;
        CHECK((late && lost) || (e.refused && strstr(e.why, "zygote") != NULL));
    }
    slot_fresh();
    a_slot_still_runs();
}

static void a_zygote_is_no_more_than_its_jobs_may_have(void)
{
    struct ended e = RUN_WITH(.processes = 3, "forks", "2");
    CHECK(well(&e) && (e.flags & 4) == 0 && e.processes_peak == 3);
    each_job_is_told_its_own_processes();
    e = RUN_WITH(.processes = 3, "forks", "3");
    CHECK(e.code == 1 && (e.flags & 4) != 0);
    slot_fresh();
}

static void a_zygote_that_does_not_come_up_is_refused_in_its_own_words(void)
{
    struct client other;
    char text[256];
    CHECK(client_open(&other, socket_path, "test", false, text, sizeof text));
    CHECK(!client_wake(&other, (const char *const[]){ACTOR, "zygote-stillborn", NULL}, STACK));
    client_close(&other);
    CHECK(client_open(&other, socket_path, "test", false, text, sizeof text));
    CHECK(!client_wake(&other, (const char *const[]){"/bin/nothing", NULL}, STACK));
    client_close(&other);
}

static void a_fork_needs_its_zygote(void)
{
    CHECK(!client_wake(&slot, (const char *const[]){ACTOR, "zygote", NULL}, STACK)); /* a second one */
    slot_fresh();
    forked = false;
    slot_fresh();
    slot.forks = true;
    struct ended e = RUN("true");
    CHECK(e.refused && strstr(e.why, "FORK") != NULL);
    forked = true;
    client_close(&slot);
    CHECK(client_open(&slot, socket_path, "test", false, facts, sizeof facts));
    CHECK(client_wake(&slot, (const char *const[]){ACTOR, "zygote", NULL}, STACK / 2));
    e = RUN("true");
    CHECK(e.refused && strstr(e.why, "stack") != NULL);
    slot_fresh();
}

/* --- a spare: what a zygote starts for a job like the last two --- */
static void what_is_asked_twice_is_started_a_third_time_ahead(void)
{
    slot_alone(true); /* in whose network it must stand, which is new for every job */
    for (int i = 0; i < 5; i++) {
        char input[8];
        snprintf(input, sizeof input, "tide %d", i);
        struct ended e = client_run(&slot, &(struct wish){.argv = {ACTOR, "cat"}, .input = input, .file_name = input, .file_content = "x", .collect = 4});
        CHECK(well(&e) && strcmp(e.out[1], input) == 0 && e.files_len == 0);
        CHECK(i == 0 || process_at(4) > 0);
    }
    for (int i = 0; i < 4; i++) {
        struct ended e = RUN_WITH(.collect = 4, "make-and-wait", "made");
        CHECK(well(&e) && e.files_len == 1 && e.files[0].len == 1000);
    }
    for (int i = 0; i < 4; i++) {
        struct ended e = RUN("parent");
        CHECK(well(&e) && strcmp(e.out[1], "1 1 1\n") == 0);
    }
}

static void a_spare_makes_way_for_any_other_job(void)
{
    struct ended e;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 3; i++)
            e = RUN("args", "first");
        CHECK(well(&e) && process_at(4) > 0);
        e = RUN("args", "second");
        CHECK(well(&e) && strcmp(e.out[1], "second\n") == 0);
    }
    for (int i = 0; i < 3; i++)
        e = RUN("args", "first");
    slot.forks = false; /* and so it does for one that is executed */
    e = RUN("args", "first");
    slot.forks = true;
    CHECK(well(&e) && strcmp(e.out[1], "first\n") == 0);
}

static void a_spare_is_held_to_the_limits_and_uses_nothing_before_its_job(void)
{
    for (int i = 0; i < 4; i++) {
        usleep(50000);
        struct ended e = RUN_WITH(.wall = 0.5, "sleep", "9");
        CHECK(e.stopped == 2 && e.wall_us >= 500000 && e.cpu_us < 400000);
        e = client_run(&slot, &(struct wish){.argv = {ACTOR, "cat"}, .input = "123456", .output = 5});
        CHECK(e.stopped == 3 && e.written[1] == 5);
    }
    for (int i = 0; i < 4; i++) {
        client_start(&slot, &(struct wish){.argv = {ACTOR, "sleep", "9"}});
        client_send(&slot, SIGNAL, (struct bytes){(const uint8_t *)"\x0f", 1});
        struct ended e = client_end(&slot);
        CHECK(e.end == 1 && e.code == SIGTERM && e.stopped == 0);
    }
    for (int i = 0; i < 4; i++) {
        struct ended e = RUN_WITH(.disk = 64 << 10, "true");
        CHECK(well(&e));
    }
    for (int i = 0; i < 6; i++) { /* what never began has used nothing, whoever else has */
        struct wish other = {.argv = {ACTOR, "args", "other"}}, same = {.argv = {ACTOR, "true"}, .disk = 64 << 10};
        client_prepare(&slot, i % 2 ? &same : &other);
        client_send(&slot, CANCEL, (struct bytes){0});
        struct ended e = client_end(&slot);
        CHECK(e.stopped == 4 && e.cpu_us < 1000000 && e.wall_us == 0);
        for (int n = 0; n < 3; n++)
            CHECK((e = client_run(&slot, &same), well(&e)));
    }
    static const char large[128 << 10];
    struct ended e = client_run(&slot, &(struct wish){.argv = {ACTOR, "true"}, .disk = 64 << 10, .file_name = "large", .file_content = large, .file_len = sizeof large});
    CHECK(e.end == 2 && (e.flags & 8) != 0);
    e = RUN_WITH(.disk = 64 << 10, "true");
    CHECK(well(&e));
}

static void a_spare_that_is_gone_is_nobodys_end(void)
{
    for (int late = 0; late < 2; late++) {
        slot_alone(false);
        for (int i = 0; i < 3; i++)
            a_slot_still_runs();
        pid_t keeper = process_at(2), victim = process_at(4);
        usleep(300000); /* it stands; on a machine that is slower it is struck while it starts, and there is none */
        CHECK(victim > 0 && kill(keeper, late ? SIGSTOP : 0) == 0 && kill(victim, SIGKILL) == 0);
        usleep(late ? 0 : 50000);
        client_start(&slot, &(struct wish){.argv = {ACTOR, "args", "here"}});
        usleep(20000);
        kill(keeper, SIGCONT);
        struct ended e = client_end(&slot);
        bool gone = (e.flags & 32) != 0 && e.oom_kills == 0, refused = e.refused && strstr(e.why, "spare") != NULL;
        CHECK(gone || refused || (well(&e) && strcmp(e.out[1], "here\n") == 0));
    }
    slot_fresh();
    a_slot_still_runs();
}

/* While its slot stands still, what was started ahead for the job cannot go on; on a slower machine it is struck later, and ends alike. */
static void strike_before_it_goes_on(bool by_signal, const struct wish *w)
{
    pid_t keeper = process_at(2);
    CHECK(keeper > 0 && kill(keeper, SIGSTOP) == 0);
    client_start(&slot, w);
    client_send(&slot, by_signal ? SIGNAL : CANCEL, (struct bytes){(const uint8_t *)"\x09", by_signal});
    usleep(20000);
    kill(keeper, SIGCONT);
    struct ended e = client_end(&slot);
    CHECK(e.end == 1 && e.code == SIGKILL && e.stopped == (by_signal ? 0 : 4) && (e.flags & (32 | 128)) == 0);
}

static void a_spare_struck_before_it_goes_on_costs_no_slot(void)
{
    slot_alone(false);
    for (int i = 0; i < 6; i++) { /* from the third on there is a spare */
        strike_before_it_goes_on(i % 2, &(struct wish){.argv = {ACTOR, "sleep", "9"}});
        CHECK(i == 0 || process_at(4) > 0);
        usleep(20000);
    }
    a_slot_still_runs();
}

static void a_spare_leaves_nothing_when_nobody_comes(void)
{
    slot_alone(false);
    for (int i = 0; i < 3; i++)
        a_slot_still_runs();
    CHECK(process_at(4) > 0);
    client_close(&slot);
    CHECK(soon(only_box_left) && soon(no_slot_groups));
    CHECK(slot_open(false));
}

/* --- warm level --- */
static void a_warm_program_goes_on_when_its_job_comes(void)
{
    slot_fresh();
    for (int i = 0; i < 3; i++) {
        CHECK(client_warm(&slot, "main", &(struct wish){.argv = {ACTOR, "show", "main", "first", "0.3"}}));
        usleep(400000);
        uint64_t asked = now_us();
        struct ended e = client_run(&slot, &(struct wish){.file_name = "main", .file_content = "hello"});
        CHECK(well(&e) && strcmp(e.out[1], "first\nhello") == 0);
        CHECK(e.cpu_us < 150000 && e.wall_us <= now_us() - asked); /* what went before is nobody's */
    }
    for (int i = 0; i < 2; i++) {
        CHECK(client_warm(&slot, "main", &(struct wish){.argv = {ACTOR, "await", "main", "cat"}}));
        usleep(2000); /* the last job's end of input is not this one's */
        struct ended e = client_run(&slot, &(struct wish){.file_name = "main", .file_content = "", .input = "hello"});
        CHECK(well(&e) && strcmp(e.out[1], "hello") == 0);
    }
    a_slot_still_runs();
}

static void what_a_warm_program_makes_comes_back_and_no_more(void)
{
    CHECK(client_warm(&slot, "given.txt", &(struct wish){.argv = {"/bin/sh-is-missing"}}) == false);
    CHECK(client_end(&slot).refused);
    slot_fresh();
    CHECK(client_warm(&slot, "sub/given.txt", &(struct wish){.argv = {ACTOR, "show", "sub/given.txt"}}));
    struct ended e = client_run(&slot, &(struct wish){.file_name = "sub/given.txt", .file_content = "x", .collect = 4});
    CHECK(well(&e) && strcmp(e.out[1], "x") == 0 && e.files_len == 0);
}

static void limits_and_signals_hold_for_a_warm_program(void)
{
    CHECK(client_warm(&slot, "main", &(struct wish){.argv = {ACTOR, "show", "main"}, .output = 5}));
    struct ended e = client_run(&slot, &(struct wish){.file_name = "main", .file_content = "123456"});
    CHECK(e.stopped == 3 && e.written[1] == 5);
    CHECK(client_warm(&slot, "none", &(struct wish){.argv = {ACTOR, "show", "none"}, .memory = 32u << 20 AND .disk = 64u << 20 AND .file = 64u << 20}));
    for (int late = 0; late < 2; late++) {
        client_start(&slot, &(struct wish){.file_name = "none", .file_content = ""});
        usleep(late ? 5000 : 0);
        client_send(&slot, SIGNAL, (struct bytes){(const uint8_t *)"\x0f", 1});
        e = client_end(&slot);
        CHECK(well(&e) || (e.end == 1 && e.code == SIGTERM && e.stopped == 0));
        CHECK(late || client_warm(&slot, "none", &(struct wish){.argv = {ACTOR, "show", "none"}}));
    }
}

static void a_warm_program_that_is_gone_is_nobodys_end(void)
{
    static const char *const EARLY[][3] = {{ACTOR, "true"}, {ACTOR, "sleep", "60"}};
    CHECK(!client_warm(&slot, "main", &(struct wish){.argv = {EARLY[0][0], EARLY[0][1]}}));
    CHECK(client_end(&slot).refused);
    for (int late = 0; late < 2; late++) {
        slot_alone(false);
        CHECK(client_warm(&slot, "main", &(struct wish){.argv = {ACTOR, "show", "main"}}));
        pid_t keeper = process_at(2), victim = process_at(4);
        CHECK(victim > 0 && kill(keeper, late ? SIGSTOP : 0) == 0 && kill(victim, SIGKILL) == 0);
        if (late)
            client_start(&slot, &(struct wish){.file_name = "main", .file_content = "x"});
        usleep(20000);
        kill(keeper, SIGCONT);
        struct ended e = client_end(&slot);
        CHECK((late && (e.flags & 32) != 0 && e.oom_kills == 0) || (e.refused && strstr(e.why, "warm") != NULL));
    }
    slot_fresh();
    a_slot_still_runs();
}

static void a_warm_program_struck_before_it_goes_on_costs_no_slot(void)
{
    slot_alone(false);
    for (int i = 0; i < 2; i++) {
        CHECK(client_warm(&slot, "main", &(struct wish){.argv = {ACTOR, "await", "main", "sleep", "9"}}));
        strike_before_it_goes_on(i, &(struct wish){.file_name = "main", .file_content = ""});
    }
    a_slot_still_runs();
}

static void a_warm_program_leaves_nothing_when_nobody_comes(void)
{
    CHECK(client_warm(&slot, "main", &(struct wish){.argv = {ACTOR, "show", "main"}}));
    client_start(&slot, &(struct wish){.file_name = "none", .file_content = "x", .keep_stdin = true});
    client_send(&slot, CANCEL, (struct bytes){0}); /* it has ended, or its own file is empty, or it is cancelled */
    client_end(&slot);
    slot_fresh();
    CHECK(client_warm(&slot, "main", &(struct wish){.argv = {ACTOR, "show", "main"}}));
    client_send(&slot, JOB, (struct bytes){0});
    CHECK(client_end(&slot).refused);
    client_close(&slot);
    CHECK(soon(only_box_left) && soon(no_slot_groups));
    CHECK(slot_open(false));
    CHECK(client_warm(&slot, "main", &(struct wish){.argv = {ACTOR, "show", "main"}}));
    client_close(&slot);
    CHECK(soon(only_box_left) && soon(no_slot_groups));
    CHECK(slot_open(false));
}

static void a_closed_socket_kills_everything(void)
{
    client_start(&slot, &(struct wish){.argv = {ACTOR, "spin", "9"}});
    CHECK(process_at(4) > 0);
    client_close(&slot);
    CHECK(soon(only_box_left) && soon(no_slot_groups));
    CHECK(slot_open(false));
}

static void hogs_do_not_starve_the_next(void)
{
    struct client hog;
    char text[256];
    CHECK(client_open(&hog, socket_path, "test", false, text, sizeof text));
    client_start(&hog, &(struct wish){.argv = {ACTOR, "hogs"}});
    usleep(300000);
    a_slot_still_runs();
    int mine = inotify_init1(IN_CLOEXEC), p[2];
    CHECK(mine >= 0 && pipe(p) == 0);
    close(mine), close(p[0]), close(p[1]);
    client_close(&hog);
}

static void killing_anything_leaves_nothing(void)
{
    slot_alone(false);
    for (int depth = 1; depth <= 4; depth++) {
        client_start(&slot, &(struct wish){.argv = {ACTOR, "sleep", "9"}});
        CHECK(process_at(4) > 0); /* before the program is there, its init is not the newest child of the slot */
        pid_t victim = process_at(depth);
        CHECK(victim > 0 && kill(victim, SIGKILL) == 0);
        struct ended e = client_end(&slot);
        CHECK(depth == 1 ? e.closed : depth == 2 ? (e.flags & 32) != 0 : e.end == 1 && e.code == SIGKILL && e.stopped == 0);
        client_close(&slot);
        CHECK(soon(only_box_left) && soon(no_slot_groups));
        CHECK(slot_open(false));
        a_slot_still_runs();
    }
}

static void killing_box_leaves_no_process_and_the_next_box_sweeps(void)
{
    client_start(&slot, &(struct wish){.argv = {ACTOR, "sleep", "9"}});
    CHECK(process_at(4) > 0);
    kill(box, SIGKILL);
    waitpid(box, NULL, 0);
    CHECK(soon(nothing_left));
    client_close(&slot);
    unlink(socket_path);
    box_start();
    CHECK(soon(no_slot_groups) && slot_open(false));
    a_slot_still_runs();
}

static void a_polite_end_leaves_nothing(void)
{
    client_start(&slot, &(struct wish){.argv = {ACTOR, "sleep", "9"}});
    process_at(4);
    box_stop();
    CHECK(soon(nothing_left) && access(socket_path, F_OK) != 0);
    CHECK(soon(no_groups));
    client_close(&slot);
}

#define GROUND(condition, function) \
    do { if (condition) TEST(function); else fprintf(stderr, "not promised on this ground (%s): %s\n", facts, #function); } while (0)

/* What uids, control groups and who we are keep, each ground in its own way. */
static void promises_of_a_ground(void)
{
    TEST(a_program_is_uid_1000_in_work_with_its_own_pids);
    GROUND(groups, known_amounts_are_measured);
    GROUND(groups, too_much_memory_is_an_oom_kill);
    GROUND(groups, the_slot_survives_or_says_it_is_lost);
    GROUND(groups, one_child_out_of_memory_stops_the_job);
    GROUND(groups, files_in_memory_count);
    GROUND(groups, memory_that_runs_out_above_a_slot_is_not_the_programs_fault);
    TEST(the_program_is_the_first_to_go);
    TEST(pid_1_is_deaf_to_the_program);
    GROUND(v2 && (geteuid() == 0 || !own_uids), a_group_killed_from_outside_ends_the_job_alone);
}

static void promises_of_box(void)
{
    TEST(a_program_knows_its_processor_after_a_move);
    TEST(arguments_environment_and_stdin_arrive);
    TEST(a_program_reopens_its_own_stdio_by_name);
    TEST(a_program_inherits_no_descriptor_but_stdio);
    TEST(sockets_reach_nothing_without_a_network);
    TEST(loopback_is_fresh_for_each_job);
    TEST(exit_codes_and_signals_are_exact);
    if (!forked && !waiting)
        TEST(a_missing_program_is_named);
    TEST(sleepers_end_by_the_wall_clock);
    TEST(burners_end_by_cpu_time);
    TEST(a_child_that_burns_all_the_time_ends_the_job_by_cpu_time);
    GROUND(groups, the_share_binds_after_its_grace);
    GROUND(groups, a_peak_is_of_its_own_job);
    TEST(a_program_sees_no_group_but_its_own);
    GROUND(groups, processes_are_limited);
    GROUND(groups && !v2, processes_are_limited_above_the_slots_own_group_too);
    GROUND(groups, each_job_is_told_its_own_processes);
    TEST(disk_and_files_are_limited);
    TEST(output_is_cut_at_the_octet);
    TEST(nothing_of_a_job_outlives_it);
    TEST(no_ipc_object_and_no_id_outlives_a_job);
    GROUND(groups, a_segment_left_behind_is_not_charged_to_the_next_job);
    TEST(only_plain_new_files_come_back);
    TEST(a_signal_reaches_the_program);
    TEST(a_signal_at_any_moment_of_the_start_is_the_programs);
    TEST(cancel_works_at_every_moment);
    TEST(reserved_and_broken_frames_end_the_slot);
    TEST(an_unknown_root_is_refused);
    TEST(a_closed_socket_kills_everything);
    GROUND(own_uids, hogs_do_not_starve_the_next);
}

static void promises_of_a_warm_program(void)
{
    TEST(a_warm_program_goes_on_when_its_job_comes);
    TEST(what_a_warm_program_makes_comes_back_and_no_more);
    TEST(limits_and_signals_hold_for_a_warm_program);
    TEST(a_warm_program_that_is_gone_is_nobodys_end);
    TEST(a_warm_program_struck_before_it_goes_on_costs_no_slot);
    TEST(a_warm_program_leaves_nothing_when_nobody_comes);
}

static void promises_of_a_zygote(void)
{
    TEST(a_fork_is_a_child_of_init_in_a_session_of_its_own);
    TEST(nothing_of_a_job_is_in_the_memory_of_the_next);
    TEST(a_job_that_does_not_fit_the_zygote_is_not_started);
    TEST(both_levels_serve_in_one_slot);
    GROUND(groups, a_zygote_is_no_more_than_its_jobs_may_have);
    TEST(a_zygote_that_does_not_come_up_is_refused_in_its_own_words);
    TEST(a_fork_needs_its_zygote);
    if (groups) {
        TEST(what_is_asked_twice_is_started_a_third_time_ahead);
        TEST(a_spare_makes_way_for_any_other_job);
        TEST(a_spare_is_held_to_the_limits_and_uses_nothing_before_its_job);
        TEST(a_spare_that_is_gone_is_nobodys_end);
        TEST(a_spare_struck_before_it_goes_on_costs_no_slot);
        TEST(a_spare_leaves_nothing_when_nobody_comes);
    }
    TEST(a_dead_zygote_wears_its_slot_and_spoils_no_result);
    TEST(a_zygote_killed_beside_a_job_spoils_neither_result_nor_files);
    GROUND(groups && geteuid() == 0, a_zygote_out_of_memory_between_jobs_is_noticed_and_no_program_is_blamed);
    GROUND(groups, an_init_out_of_memory_spoils_no_later_job);
}

static void promises_of_the_end(void)
{
    TEST(killing_anything_leaves_nothing);
    TEST(killing_box_leaves_no_process_and_the_next_box_sweeps);
    TEST(a_polite_end_leaves_nothing);
}

/* What happens to a program before it waits is what happens to any; here is what the way to its job could change. */
static void at_warm_level(void)
{
    waiting = true;
    slot_fresh();
    promises_of_a_ground();
    if (whole)
        promises_of_box();
    waiting = false;
    slot_fresh();
    promises_of_a_warm_program();
}

static void at_exec_level(void)
{
    promises_of_a_ground();
    if (groups)
        at_warm_level();
    promises_of_box();
    promises_of_the_end();
}

static void at_fork_level(void)
{
    forked = true;
    box_start();
    CHECK(slot_open(false));
    promises_of_a_zygote();
    promises_of_a_ground();
    if (whole)
        promises_of_box();
    promises_of_the_end();
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 5)
        return 64;
    whole = argc == 5;
    box_path = argv[1], roots = argv[2], run_dir = argv[3];
    signal(SIGPIPE, SIG_IGN);
    baseline = processes_of_box(true);
    box_start();
    if (!slot_open(false)) {
        fprintf(stderr, "no slot: %s\n0 passed, 1 failed\n", facts);
        puts("0 passed, 1 failed");
        return 1;
    }
    groups = strstr(facts, "cgroup=none") == NULL;
    v2 = strstr(facts, "cgroup=v2") != NULL;
    own_uids = strstr(facts, "uids=one") == NULL;
    at_exec_level();
    at_fork_level();
    return SUMMARY();
}
