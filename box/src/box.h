/* Every name that crosses a file of carrel-box, in the order of a slot's life. */
#ifndef CARREL_BOX_H
#define CARREL_BOX_H

#include "filter.h"
#include "frame.h"
#include <stdnoreturn.h>
#include <sys/resource.h>
#include <sys/types.h>

enum { JOB_UID = 1000, PIPE_ENDS = 3 };
#define ROOTS_NONE ".none" /* an empty folder beside the roots */

/* How the machine lets us keep slots apart; the weaker two are for one tenant (one) or an ordinary user (subuid). */
enum uids { UIDS_PRIVATE, UIDS_SUBUID, UIDS_ONE };

struct uid_plan {
    enum uids kind;
    uid_t first; /* of the range that slots are cut from */
    unsigned int count;
};

struct account {
    char name[64];
    uid_t uid;
    gid_t gid;
};

bool account_by_name(const char *name, struct account *out);
bool account_by_uid(uid_t uid, struct account *out);

struct uid_plan uid_plan_here(void);
const char *uids_name(enum uids kind);
/* Writes the maps of a slot that waits in its fresh user namespace: inside, 0 and JOB_UID. False with errno on refusal. */
bool uid_map_slot(const struct uid_plan *plan, unsigned int slot, pid_t pid);

/* cgroup.c and group.c: one group a slot. v1: the slot lives in it with its job. v2: each job has a leaf of its own. */
enum cgroup_kind { CGROUP_NONE, CGROUP_V1, CGROUP_V2 };
enum { GROUP_PATH = 512 };
enum controller { MEMORY, PIDS, CPU, CPUACCT, CONTROLLERS };

struct cgroup_tree {
    enum cgroup_kind kind;
    int error; /* errno of what kept us from having groups */
    char instance[CONTROLLERS][GROUP_PATH]; /* our folder in each hierarchy; v2 uses the first */
};

struct slot_group {
    enum cgroup_kind kind;
    int dir[CONTROLLERS]; /* v2: dir[0] is the slot's folder */
    int leaf;             /* v2: the running job's folder, else -1 */
    int counts, pids_top; /* v1: below it lies dir[PIDS], named by a number; its own limit */
    int mem_limit, mem_swap, mem_peak, mem_stat, oom, pids_max, pids_peak, pids_events, quota, cpu_usage, cpu_user, cpu_sys;
    uint64_t resident, limit_set, oom_before, refused_before, cpu_before;
    uint32_t processes_set, count;
    bool share_set, zygote; /* a process more stands beside the job */
};

struct group_use {
    uint64_t cpu_us, user_us, sys_us, memory_peak;
    uint32_t processes_peak, oom_kills;
    bool refused, starved; /* starved: killed for want of memory, and its own limit was not what was met */
    bool recount;          /* the next job needs one before it */
};

bool cgroup_start(struct cgroup_tree *tree);           /* sweeps what a killed box left, makes our folders */
void cgroup_stop(const struct cgroup_tree *tree);
bool cgroup_slot_gone(const struct cgroup_tree *tree, unsigned int slot); /* true when nothing of it is left */
bool slot_group_make(const struct cgroup_tree *tree, unsigned int slot, uid_t owner, struct slot_group *out);
bool slot_group_enter(const struct slot_group *g, pid_t pid);
bool slot_group_begin(struct slot_group *g, const struct limits *limits); /* before the job's files are written */
void slot_group_mark(struct slot_group *g, bool used); /* at START: counters from zero; used: something has run in it already */
uint64_t slot_group_cpu_us(const struct slot_group *g);
bool slot_group_share(struct slot_group *g, uint32_t share_milli); /* 0 lifts it */
uint64_t slot_group_oom_kills(const struct slot_group *g);
/* `held`: what one process is known to have held; `parts`: whether user and system time are wanted apart. */
struct group_use slot_group_use(struct slot_group *g, uint64_t held, bool parts);
bool slot_group_recount(struct slot_group *g); /* of processes, between jobs; mostly waits some 10 ms. False with errno: the slot is no good any more */
void slot_group_end(struct slot_group *g);

/* Messages between supervisor and slot: one datagram each, a letter and a body. */
enum slot_message {
    TO_ZYGOTE = 'Y', TO_MOVE = 'N', TO_JOB = 'J', TO_FORK = 'K', TO_WARM = 'W', TO_SPARE = 'P', TO_RESUME = 'U', TO_FILE = 'F', TO_START = 'S', TO_COLLECT = 'C', TO_DISCARD = 'X',
    FROM_READY = 'R', FROM_AWAKE = 'A', FROM_GONE = 'V', FROM_REFUSED = 'E', FROM_GOING = 'G', FROM_DEAD = 'D', FROM_FILE = 'F', FROM_COLLECTED = 'Z',
};
enum { MESSAGE_CHUNK = 64 * 1024, MESSAGE_MAX = JOB_MAX + 1 };
enum going_fd { GOING_INIT, GOING_STDIN, GOING_STDOUT, GOING_STDERR, GOING_FDS };
enum { MESSAGE_FDS = 8 };
enum job_end { END_EXITED, END_SIGNALLED, END_NOT_STARTED, END_KILLED };

struct dead {
    uint32_t end, code;
    uint64_t user_us, sys_us, at_us; /* at_us: the moment of death, by the clock of now_us */
    uint64_t resident; /* the largest set of pages that one process held */
    uint32_t disk_full, zygote_gone, unbegun; /* unbegun: started ahead, and dead before it could go on */
    uint32_t files; /* whether there may be some to collect */
};

bool message_send(int socket, uint8_t letter, struct bytes a, struct bytes b, const int *fds, int nfds);
/* Length of the body, or -1 when the other end is gone. Descriptors that did not come are -1. */
ssize_t message_receive(int socket, uint8_t *letter, uint8_t *body, size_t cap, int *fds, int nfds);

/* devices.c: what is made while we are root, and what the slot mounts at dev/ of its root to be. */
bool devices_ours(const struct uid_plan *uids); /* whether slots can have nodes of their own here; errno says why not */
const char *devices_name(bool ours);
int devices_make(uid_t owner); /* -1 and errno where they could not be made */
bool devices_mount(int made);

struct slot_setup {
    struct open_request request;
    struct uid_plan uids;
    int socket, devices;
    bool has_cgroup;
};

noreturn void slot_main(const struct slot_setup *setup); /* pid 1 of the slot's own namespaces */

/* files.c: the job's own tmpfs, held by descriptor. */
int workspace_make(const struct limits *limits);
int workspace_make_file(int mount, struct bytes name); /* empty, still the slot's own; its descriptor, or -1 */
int workspace_put(int mount, struct bytes name, uint8_t flags, struct bytes content, uid_t owner); /* 0 or errno */
int workspace_remove(int mount, struct bytes name); /* a file; 0 or errno */
bool workspace_full(int mount);
bool workspace_untouched(int mount, char *const *skip); /* nothing lies in work/ but plain files of these names */
typedef bool (*collected)(void *context, uint8_t flags, struct bytes name, struct bytes content);
/* Hands over the plain files below work/ that are not in `skip`; false: some were left behind. */
bool workspace_collect(int mount, const struct collect *limits, char *const *skip, collected sink, void *context);

/* ipc.c: the slot's namespace serves one job after the other until one of them was given an id in it. */
struct ipc_ids {
    int segment, set, queue; /* what the last probe was given */
};
struct ipc_ids ipc_take(void);
void ipc_clear(void); /* removes what a dead job left: its memory would count as the next one's, and namespaces die late */
bool ipc_untouched(struct ipc_ids *last);
bool ipc_renew(struct ipc_ids *last);

/* job.c: from a fresh clone to execve. */
struct job_setup {
    const struct job *job;
    const struct filter *filter;
    int workspace, report, stdio[3], leaf;
    bool full_proc, one_uid, has_cgroup, waits; /* waits: at the file that it begins with, and init or the zygote's child tells when */
    const struct fork_way *fork; /* NULL: the program is executed */
};
/* How a zygote's child becomes the program: it never executes anything, so nothing closes or resets itself. */
struct fork_way {
    int *unborn;           /* init clears and wakes it once the child is forked; the kernel does when init dies */
    int words;             /* the child finds it at FORK_WORDS, and the report socket at FORK_REPORT */
    void (*resume)(void); /* goes on as the program, and does not return */
};
enum { FORK_WORDS = 3, FORK_REPORT = 4 };
bool job_common_limits(void); /* once, on the slot: every job inherits these, and can raise none */
/* Starts init and program in namespaces of their own; *init is init's pidfd. 0 or errno. */
int job_start(const struct job_setup *setup, int *init);
/* A program killed between vfork and its mark as the first victim leaves the mark on all who share the memory: on the slot. */
void job_unmark(const char *score);
void execute(char **argv, char **env); /* returns when it failed */
struct job_report {
    uint32_t kind; /* 'x' exec refused, 's' stopped, 'e' ended */
    uint32_t code, layer;
    int32_t status;
    struct rusage usage;
};
const char *job_layer_name(uint32_t layer);
void job_open_to_signals(void); /* once a zygote's child is the program */
void job_stand_by(void); /* a zygote's child, begun before its job is there: tells so, and returns when it is */
noreturn void job_not_resumed(void); /* said by a zygote's child that cannot become the program */

/* zygote.c: both ends of the socket between a slot and its zygote. */
enum { ZYGOTE_SOCKET = 3, ZYGOTE_IMAGE = 4 };
struct fork_order { /* all that a zygote learns of a job: numbers of fixed size, and descriptors */
    struct limits limits;
    uint32_t profile;
    bool full_proc, one_uid, has_cgroup, waits;
};
enum fork_fd { FORK_IN, FORK_OUT, FORK_ERR, FORK_FILES, FORK_SOCKET, FORK_TEXT, FORK_LEAF, FORK_FDS };
struct fork_task {
    struct fork_order order;
    int fds[FORK_FDS];
};
void zygote_wait(struct fork_task *task);         /* returns when there is something to fork; ends with the slot */
bool zygote_fork(const struct fork_task *task);   /* true in the child, which is the program from here on */
void zygote_begin(void);                          /* once, when everything is prepared */

/* forking.c: the slot's end. */
struct forking {
    int socket, output; /* -1 when there is none; what it writes before it is ready */
};
bool zygote_allow(void); /* before the bounding set goes: a zygote may be given what setting up a job takes, and no more */
int zygote_start(const struct zygote *zygote, struct forking *out); /* 0 or errno; ready or not */
bool zygote_awake(struct forking *f, char *why, size_t size); /* waits until it is ready; else why not */
void zygote_follow(const struct forking *f, const char *ns); /* into the slot's new namespace, before the next job */
bool zygote_alive(const struct forking *f);  /* as far as can be seen: one that is being killed may still look so */
bool zygote_answers(const struct forking *f); /* asks it and waits: true only if it lives and will serve the next job */
/* As job_start, by the zygote; -1 when it is gone. */
int zygote_job(const struct forking *f, const struct job_setup *setup, int *init);
bool spare_stands(int report_socket); /* waits for a child that waits for its job; false: it never will */
bool spare_go(int report_socket);     /* false: it was dead */
#ifndef MFD_EXEC
#define MFD_EXEC 0x10U /* Linux 6.3; needed where files in memory may not be executed unless they say so */
#endif
extern const uint8_t ZYGOTE_IMAGE_START[], ZYGOTE_IMAGE_END[]; /* the shared object for interpreters that load one */

/* warm.c: a program that is started ahead, and waits at the file that it begins with. */
int warm_hold(int mount, struct bytes name);      /* makes the file; who opens it waits. Its descriptor, or -1 */
bool warm_arrived(int init, int report_socket);   /* waits until the program is stopped there; false: it never will be */
bool warm_dead(int init);
void warm_signal(int init, int number);           /* to the program */
bool warm_go(int init, int file);                 /* false: it was dead */

/* supervisor.c: one a slot; owns the client's socket and the job's pipes. */
struct supervision {
    int client, slot_socket, slot_pidfd;
    struct slot_group group;
    struct uid_plan uids;
    bool own_devices;
    char slot_id[48];
    struct open_request request;
};
noreturn void supervise(struct supervision *s);

/* door.c: the socket at which clients knock, in a folder that nobody but us may change. */
struct door {
    int listener;
    char path[108];
};
struct door door_open(const char *run, gid_t clients);

/* keeper.c: the only process that may be root. */
struct serve_options {
    const char *roots, *run, *user;
    unsigned int max_slots;
    bool single_tenant; /* serve although slots share a uid or have no control group */
    char **command;
};
int serve(const struct serve_options *options);
int probe(void);

extern const char BOX_VERSION[];
uint64_t now_us(void);
int write_text(int dir, const char *path, const char *text); /* 0 or -1 with errno */
bool read_number(int fd, uint64_t *out);
/* What a job reads in /proc/1/cmdline is memory that its init inherited from us: our paths are none of its business. */
void remember_command_line(char **argv);
void forget_command_line(const char *title);
bool caps_keep(uint64_t mask); /* permitted and effective = mask, inheritable and ambient none */
void speak_json(void); /* from now on one object a line, as the service's log has them */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2))); /* one line on stderr */
noreturn void die(const char *what); /* our own fault: says so on stderr with errno and exits 70 */

#endif
