/*
 * One supervisor a slot, outside the slot's control group: a program that burns every cycle it has cannot delay its own
 * end. It owns the client's socket and the near ends of the job's pipes, enforces the wall clock, CPU time, output caps and
 * the CPU share, and is the only one who decides to stop a job. It holds no capability: it has the slot's own uid in the
 * slot's user namespace, which is what it takes to signal init, and nothing else.
 *
 *   IDLE -JOB or FORK-> FILLING -START-> RUNNING -slot says dead-> DRAINING -pipes empty-> COLLECTING -slot says done-> IDLE
 *
 * Before the first job, IDLE -ZYGOTE-> WAKING -slot says awake-> IDLE; what the client sends meanwhile is read later. Before
 * any job, IDLE -WARM-> WAKING -slot says awake-> IDLE, and the job is then IDLE -RESUME-> FILLING and so on. When two jobs
 * of a zygote were asked for in the same words, a third is thought likely: its program is started ahead, WAKING -slot says
 * awake-> IDLE, and waits as a spare. A FORK in these words takes it, any other job dismisses it.
 *
 * After a job of several processes IDLE begins with a rest, in which the next ones are given a counter of their own.
 *
 * It is one state machine over five descriptors, and stands in one file so that every transition can be seen from every other.
 *
 * When the client closes, or breaks the protocol, the supervisor ends, and everything in the slot with it.
 */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { OUT_HIGH = 256 * 1024, STDIN_MAX = 16 << 20, OUT_MAX = 4 << 20, READ_CHUNK = 64 * 1024 };
enum { SHARE_AFTER_US = 200 * 1000, CHECK_LEAST_US = 2000, CHECK_MOST_US = 200 * 1000 };
enum { WAKE_US = 20 * 1000 * 1000, ZYGOTE_JOBS = 1000, ZYGOTE_US = 30 * 60 * 1000 * 1000u };
enum phase { IDLE, WAKING, FILLING, RUNNING, DRAINING, COLLECTING };
enum stopped { BY_ITSELF, BY_CPU, BY_WALL, BY_OUTPUT, BY_CANCEL, BY_MEMORY };
enum ended_flag { STDOUT_CUT = 1, STDERR_CUT = 2, PROCESS_REFUSED = 4, DISK_FULL = 8, FILES_LEFT = 16, SLOT_LOST = 32, SHARE_APPLIED = 64, SLOT_WORN = 128, SLOT_RESTS = 256 };

struct watch {
    struct supervision *s;
    enum phase phase;
    struct buffer in, out, stdin_waiting;
    int init, pipe[PIPE_ENDS]; /* near ends of stdin, stdout, stderr; -1 when closed */
    bool stdin_ends;
    struct limits limits;
    enum stopped stopped;
    uint64_t started, wall_us, written[PIPE_ENDS], next_check, signals; /* signals: those of the client, a bit each */
    uint32_t flags;
    struct dead dead;
    uint64_t zygote_stack, zygote_since; /* 0: there is no zygote */
    bool warm, spare; /* the next job's program waits for it; so it does, unasked, for a job like the last */
    struct buffer asked; /* what the last job of the zygote was */
    bool asked_again, guesses, no_spare; /* guesses: that it will be asked for once more */
    bool rests; /* its processes are to be counted anew before the next job */
    uint32_t jobs;
};

static noreturn void leave(struct watch *w)
{
    /* The slot first: nobody watches the job's clocks from here on. */
    syscall(SYS_pidfd_send_signal, w->s->slot_pidfd, SIGKILL, NULL, 0);
    /* What is still to be said gets about two seconds in all; a client that does not read loses it. */
    uint64_t until = now_us() + 2000 * 1000;
    fcntl(w->s->client, F_SETFL, 0);
    setsockopt(w->s->client, SOL_SOCKET, SO_SNDTIMEO, &(struct timeval){.tv_sec = 2}, sizeof(struct timeval));
    while (w->out.len > 0 && now_us() < until) {
        struct bytes view = buffer_view(&w->out);
        /* Little at a time: the timeout counts anew for every piece that the kernel makes of one send. */
        ssize_t n = send(w->s->client, view.at, view.len < 4096 ? view.len : 4096, MSG_NOSIGNAL);
        if (n <= 0)
            break;
        buffer_drop(&w->out, (size_t)n);
    }
    siginfo_t gone;
    waitid(P_PIDFD, (id_t)w->s->slot_pidfd, &gone, WEXITED);
    _exit(0);
}

static noreturn void refuse(struct watch *w, const char *layer, const char *sentence)
{
    size_t frame = frame_begin(&w->out, REFUSED);
    put_str(&w->out, layer);
    put_str(&w->out, sentence);
    frame_end(&w->out, frame);
    leave(w);
}

static void tell_slot(struct watch *w, uint8_t letter, struct bytes a, struct bytes b)
{
    int leaf = w->s->group.leaf;
    bool with_leaf = (letter == TO_START || letter == TO_WARM || letter == TO_SPARE) && leaf >= 0;
    if (message_send(w->s->slot_socket, letter, a, b, &leaf, with_leaf ? 1 : 0))
        return;
    /* A dead slot is noticed when it is read; anything else is a message lost, and the slot would wait for ever. */
    if (errno != EPIPE && errno != ECONNRESET)
        refuse(w, "slot", strerror(errno));
}

static void kill_init(const struct watch *w)
{
    if (w->init >= 0)
        syscall(SYS_pidfd_send_signal, w->init, SIGKILL, NULL, 0);
}

/* The first reason stands. Where the slot shares the job's quota, it must not be throttled while it cleans up. */
static void stop(struct watch *w, enum stopped why)
{
    if (w->phase != RUNNING || w->stopped != BY_ITSELF)
        return;
    w->stopped = why;
    slot_group_share(&w->s->group, 0);
    kill_init(w);
}

static void close_pipe(struct watch *w, int i)
{
    if (w->pipe[i] >= 0)
        close(w->pipe[i]);
    w->pipe[i] = -1;
}

static uint32_t at_most_u32(uint64_t v) { return v > UINT32_MAX ? UINT32_MAX : (uint32_t)v; }

static void let_go(struct watch *w)
{
    slot_group_end(&w->s->group);
    for (int i = 0; i < PIPE_ENDS; i++)
        close_pipe(w, i);
    if (w->init >= 0)
        close(w->init);
    w->init = -1;
    w->warm = w->spare = false;
    buffer_free(&w->stdin_waiting);
}

static void rest(struct watch *w)
{
    w->rests = false;
    if (!slot_group_recount(&w->s->group))
        refuse(w, "cgroup", strerror(errno));
    frame_end(&w->out, frame_begin(&w->out, RESTED));
}

static bool prepare(struct watch *w)
{
    if (w->rests)
        rest(w);
    w->stopped = BY_ITSELF;
    w->signals = 0;
    w->flags = 0;
    w->stdin_ends = false; /* what waits has its pipes already: what ended the last job's input must not end its own */
    w->dead = (struct dead){0};
    memset(w->written, 0, sizeof w->written);
    return slot_group_begin(&w->s->group, &w->limits);
}

/* Without a group nobody could tell what a program has used since its job came. */
static void start_spare(struct watch *w)
{
    w->guesses = false;
    w->no_spare |= w->s->group.kind == CGROUP_NONE || !prepare(w);
    if (w->no_spare) {
        let_go(w);
        return;
    }
    tell_slot(w, TO_SPARE, buffer_view(&w->asked), (struct bytes){0});
    w->spare = true;
    w->started = now_us();
    w->phase = WAKING;
}

static void report_end(struct watch *w)
{
    struct dead *d = &w->dead;
    uint64_t spent = d->user_us + d->sys_us;
    /* Without a group nobody watched the processor time: the kernel's own limit did, a process at a time. It may have struck a
       child, and the program ended as one whose child failed; only one that ended well has coped. It counts by the clock's ticks,
       which may run ahead of the time that was used. */
    bool failed = d->end == END_SIGNALLED || (d->end == END_EXITED && d->code != 0);
    if (w->s->group.kind == CGROUP_NONE && w->stopped == BY_ITSELF && failed && spent >= w->limits.cpu_us - w->limits.cpu_us / 10)
        w->stopped = BY_CPU;
    /* Shared pages may reach above the limit, which does not bind them: a learner would not understand. */
    uint64_t held = d->resident < w->limits.memory ? d->resident : w->limits.memory;
    struct group_use use = slot_group_use(&w->s->group, held, spent == 0);
    uint64_t total = use.cpu_us > 0 ? use.cpu_us : spent;
    /* The group's total is exact; the two parts come from whoever saw them: rusage, or the group when the job was killed. */
    uint64_t user = spent > 0 ? d->user_us : use.user_us, parts = spent > 0 ? spent : use.user_us + use.sys_us;
    user = parts > 0 ? total * user / parts : total;
    uint8_t end = d->end == END_NOT_STARTED ? 2 : d->end == END_EXITED ? 0 : 1;
    uint32_t code = d->end == END_KILLED ? SIGKILL : d->code & 0xffff;
    bool served = w->zygote_stack > 0 && (w->jobs >= ZYGOTE_JOBS || now_us() - w->zygote_since >= ZYGOTE_US);
    w->flags |= d->zygote_gone || served ? SLOT_WORN : 0;
    w->flags |= (use.refused ? PROCESS_REFUSED : 0) | (d->disk_full ? DISK_FULL : 0);
    char why[200] = "";
    if (end == 2)
        snprintf(why, sizeof why, "%s: %s", job_layer_name(d->code >> 16), strerror((int)code));
    /* Nobody's program is told what the machine did to it: neither its end nor the slot is worth anything. */
    if (use.starved) {
        snprintf(why, sizeof why, "memory ran out above the slot's own limit");
        w->stopped = w->stopped == BY_MEMORY ? BY_ITSELF : w->stopped;
        w->flags |= SLOT_LOST;
        use.oom_kills = 0;
    }
    w->rests = use.recount && !(w->flags & (SLOT_WORN | SLOT_LOST));
    w->flags |= w->rests ? SLOT_RESTS : 0;

    size_t frame = frame_begin(&w->out, ENDED);
    put_u8(&w->out, end);
    put_u32(&w->out, code);
    put_u8(&w->out, (uint8_t)w->stopped);
    put_u64(&w->out, user);
    put_u64(&w->out, total - user);
    put_u64(&w->out, total);
    put_u64(&w->out, w->wall_us);
    put_u64(&w->out, use.memory_peak);
    put_u32(&w->out, use.processes_peak);
    put_u32(&w->out, at_most_u32(use.oom_kills));
    put_u32(&w->out, w->flags);
    put_str(&w->out, why);
    frame_end(&w->out, frame);

    let_go(w);
    w->phase = IDLE;
    if (w->flags & SLOT_LOST)
        leave(w);
    w->guesses = w->asked_again && !w->no_spare && end != 2 && !(w->flags & SLOT_WORN);
}

static void on_zygote(struct watch *w, struct bytes body)
{
    struct zygote zygote;
    if (w->phase != IDLE || w->jobs > 0 || w->zygote_stack > 0 || !parse_zygote(body, &zygote))
        refuse(w, "protocol", "ZYGOTE after a job, twice, or not in the shape of the protocol");
    w->zygote_stack = zygote.stack;
    zygote_free(&zygote);
    tell_slot(w, TO_ZYGOTE, body, (struct bytes){0});
    w->s->group.zygote = true;
    w->started = now_us();
    w->phase = WAKING;
}

static void require_idle(struct watch *w)
{
    if (w->phase != IDLE || w->warm)
        refuse(w, "protocol", "a job while one is under way or awaited");
    if (w->out.len > OUT_MAX)
        refuse(w, "protocol", "a job while megabytes of answers wait unread");
}

/* Takes in what is said of a job before its files. */
static void begin(struct watch *w, struct bytes body)
{
    struct job job;
    if (!parse_job(body, &job))
        refuse(w, "protocol", "a job does not have the shape of the protocol");
    w->limits = job.limits;
    job_free(&job);
    if (!prepare(w))
        refuse(w, "cgroup", "the limits of the job could not be set");
}

static void await_files(struct watch *w)
{
    w->jobs++;
    w->phase = FILLING;
}

/* Whether the zygote is asked for the same once more. */
static bool is_asked_again(struct watch *w, struct bytes body)
{
    struct bytes asked = buffer_view(&w->asked);
    if (asked.len > 0 && asked.len == body.len && memcmp(asked.at, body.at, body.len) == 0)
        return true;
    buffer_free(&w->asked);
    buffer_add(&w->asked, body.at, body.len);
    return false;
}

/* What a spare still uses is not the next job's. */
static void discard(struct watch *w)
{
    tell_slot(w, TO_DISCARD, (struct bytes){0}, (struct bytes){0});
    if (w->spare)
        poll(&(struct pollfd){w->init, POLLIN, 0}, 1, 1000);
}

static void on_job(struct watch *w, struct bytes body, bool fork)
{
    require_idle(w);
    w->asked_again = fork && is_asked_again(w, body);
    if (w->spare) {
        if (w->asked_again) {
            await_files(w);
            return;
        }
        discard(w);
        let_go(w);
    }
    begin(w, body);
    if (fork && w->zygote_stack != w->limits.stack)
        refuse(w, "protocol", "FORK without a zygote, or with another stack than the zygote's");
    tell_slot(w, fork ? TO_FORK : TO_JOB, body, (struct bytes){0});
    await_files(w);
}

/* Without a group nobody could tell what a program has used since its job came. */
static void on_warm(struct watch *w, struct bytes body)
{
    struct bytes awaited, job;
    if (w->zygote_stack > 0 || w->s->group.kind == CGROUP_NONE || !parse_warm(body, &awaited, &job))
        refuse(w, "protocol", "WARM beside a zygote, without a control group, or not in the shape of the protocol");
    require_idle(w);
    begin(w, job);
    tell_slot(w, TO_WARM, body, (struct bytes){0});
    w->warm = true;
    w->started = now_us();
    w->phase = WAKING;
}

static void on_resume(struct watch *w, struct bytes body)
{
    struct collect collect;
    if (w->phase != IDLE || !w->warm || !parse_collect(body, &collect))
        refuse(w, "protocol", "RESUME where no program waits, or not in the shape of the protocol");
    tell_slot(w, TO_RESUME, body, (struct bytes){0});
    await_files(w);
}

static void on_file(struct watch *w, struct bytes body)
{
    struct reader r = reader_of(body);
    uint8_t flags = take_u8(&r);
    struct bytes name = take_str(&r), content = take_rest(&r);
    if (w->phase != FILLING || r.bad || !name_ok(name))
        refuse(w, "protocol", "FILE out of order, or with a name that is not a relative path");
    uint8_t head[1 + 4 + NAME_MAX_BYTES];
    memcpy(head + 1, body.at + 1, 4 + name.len);
    do {
        size_t n = content.len < MESSAGE_CHUNK ? content.len : MESSAGE_CHUNK;
        head[0] = flags;
        tell_slot(w, TO_FILE, (struct bytes){head, 5 + name.len}, (struct bytes){content.at, n});
        flags |= FILE_APPEND;
        content.at += n;
        content.len -= n;
    } while (content.len > 0);
}

/* CPU can grow by one second a second and core, no faster: until then there is nothing to see. */
static uint64_t pause_until(uint64_t cpu, uint64_t goal)
{
    static int cores;
    if (cores == 0)
        cores = get_nprocs();
    uint64_t pause = (goal - cpu) / (uint64_t)cores;
    return pause < CHECK_LEAST_US ? CHECK_LEAST_US : pause > CHECK_MOST_US ? CHECK_MOST_US : pause;
}

/* The first amount of CPU at which something must happen. */
static uint64_t first_goal(const struct watch *w)
{
    bool share_due = w->limits.share_milli > 0 && !(w->flags & SHARE_APPLIED);
    return share_due && w->limits.cpu_us > SHARE_AFTER_US ? SHARE_AFTER_US : w->limits.cpu_us;
}

static void on_start(struct watch *w)
{
    if (w->phase != FILLING)
        refuse(w, "protocol", "START without JOB");
    slot_group_mark(&w->s->group, w->warm || w->spare);
    w->started = now_us();
    w->next_check = w->started + pause_until(0, first_goal(w));
    tell_slot(w, TO_START, (struct bytes){0}, (struct bytes){0});
    w->phase = RUNNING;
}

static void forward_signal(const struct watch *w, int number)
{
    siginfo_t info = {.si_code = SI_QUEUE};
    info.si_signo = SIGRTMIN;
    info.si_pid = getpid();
    info.si_uid = getuid();
    info.si_value.sival_int = number;
    syscall(SYS_pidfd_send_signal, w->init, SIGRTMIN, &info, 0);
}

static void on_signal(struct watch *w, struct bytes body)
{
    if (body.len != 1 || body.at[0] < 1 || body.at[0] > 64)
        refuse(w, "protocol", "SIGNAL carries one signal number");
    if (w->phase != RUNNING)
        return;
    w->signals |= 1ull << (body.at[0] - 1);
    if (w->init >= 0)
        forward_signal(w, body.at[0]);
}

static void on_cancel(struct watch *w)
{
    if (w->phase == FILLING) {
        discard(w);
        slot_group_mark(&w->s->group, true); /* it has used nothing */
        w->stopped = BY_CANCEL;
        w->wall_us = 0;
        w->dead = (struct dead){.end = END_KILLED};
        w->flags |= w->warm ? SLOT_LOST : 0; /* its program waits still */
        report_end(w);
    } else {
        stop(w, BY_CANCEL);
    }
}

static void on_frame(struct watch *w, uint8_t type, struct bytes body)
{
    switch (type) {
    case ZYGOTE: on_zygote(w, body); return;
    case JOB:
    case FORK: on_job(w, body, type == FORK); return;
    case WARM: on_warm(w, body); return;
    case RESUME: on_resume(w, body); return;
    case FILE_IN: on_file(w, body); return;
    case START: on_start(w); return;
    case STDIN:
        /* Once the program has closed its stdin, what comes is dropped; before it is born (no init yet), it waits. */
        if (w->phase == RUNNING && !w->stdin_ends && (w->init < 0 || w->pipe[0] >= 0)) {
            if (w->stdin_waiting.len + body.len > STDIN_MAX)
                refuse(w, "protocol", "more than 16 MiB of stdin wait unread");
            buffer_add(&w->stdin_waiting, body.at, body.len);
        }
        return;
    case STDIN_END: w->stdin_ends |= w->phase == RUNNING; return;
    case SIGNAL: on_signal(w, body); return;
    case CANCEL: on_cancel(w); return;
    default: break;
    }
    refuse(w, "protocol", type >= SESSIONS_FIRST && type <= SESSIONS_LAST ? "sessions are not served by this box" : "unknown frame");
}

/* Not while a zygote wakes: only then is known what it leaves for jobs. */
static void read_frames(struct watch *w)
{
    while (w->phase != WAKING) {
        uint8_t type;
        struct bytes body;
        size_t used;
        enum cut cut = frame_cut(buffer_view(&w->in), &type, &body, &used);
        if (cut == CUT_WAIT)
            return;
        if (cut == CUT_BAD)
            refuse(w, "protocol", "a frame of impossible length");
        on_frame(w, type, body);
        buffer_drop(&w->in, used);
    }
}

static void read_client(struct watch *w)
{
    static uint8_t chunk[READ_CHUNK];
    ssize_t n = recv(w->s->client, chunk, sizeof chunk, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        leave(w);
    if (n > 0)
        buffer_add(&w->in, chunk, (size_t)n);
    read_frames(w);
}

static void write_client(struct watch *w)
{
    struct bytes view = buffer_view(&w->out);
    ssize_t n = send(w->s->client, view.at, view.len, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN && errno != EINTR)
        leave(w);
    if (n > 0)
        buffer_drop(&w->out, (size_t)n);
}

static void write_stdin(struct watch *w)
{
    struct bytes view = buffer_view(&w->stdin_waiting);
    ssize_t n = view.len == 0 ? 0 : write(w->pipe[0], view.at, view.len);
    if (n > 0)
        buffer_drop(&w->stdin_waiting, (size_t)n);
    bool broken = n < 0 && errno != EAGAIN && errno != EINTR; /* the program closed its stdin: its right */
    if (broken)
        buffer_free(&w->stdin_waiting);
    if (broken || (w->stdin_ends && w->stdin_waiting.len == 0))
        close_pipe(w, 0);
}

/* One read of what the program wrote; what exceeds the cap is dropped and ends the job. */
static void read_output(struct watch *w, int i)
{
    static uint8_t chunk[READ_CHUNK];
    uint64_t cap = i == 1 ? w->limits.stdout_max : w->limits.stderr_max;
    ssize_t n = read(w->pipe[i], chunk, sizeof chunk);
    if (n == 0 || (n < 0 && errno != EINTR && (errno != EAGAIN || w->phase == DRAINING))) {
        close_pipe(w, i);
        return;
    }
    if (n < 0)
        return;
    size_t room = (size_t)(cap - w->written[i] < (uint64_t)n ? cap - w->written[i] : (uint64_t)n);
    if (room > 0) {
        size_t frame = frame_begin(&w->out, OUTPUT);
        put_u8(&w->out, (uint8_t)i);
        put_u64(&w->out, now_us() - w->started);
        buffer_add(&w->out, chunk, room);
        frame_end(&w->out, frame);
        w->written[i] += room;
    }
    if (room < (size_t)n) {
        w->flags |= i == 1 ? STDOUT_CUT : STDERR_CUT;
        stop(w, BY_OUTPUT);
        /* The program may have ended before the excess was read: the verdict must not depend on who was faster. */
        if (w->stopped == BY_ITSELF)
            w->stopped = BY_OUTPUT;
    }
}

static void on_going(struct watch *w, const int *fds)
{
    w->init = fds[GOING_INIT];
    for (int i = 0; i < PIPE_ENDS; i++) {
        w->pipe[i] = fds[GOING_STDIN + i];
        fcntl(w->pipe[i], F_SETFL, O_NONBLOCK);
    }
    if (w->stopped != BY_ITSELF)
        kill_init(w); /* stopped before it was born */
    for (int number = 1; number <= 64; number++)
        if (w->signals >> (number - 1) & 1)
            forward_signal(w, number);
}

static void on_slot_lost(struct watch *w)
{
    if (w->phase == IDLE || w->phase == WAKING)
        refuse(w, "slot", "the slot ended unexpectedly");
    if (w->phase == DRAINING || w->phase == COLLECTING) { /* how the job ended is known, and what it wrote is there */
        for (int i = 1; i < PIPE_ENDS; i++)
            while (w->pipe[i] >= 0)
                read_output(w, i);
        w->flags |= w->dead.files ? FILES_LEFT : 0;
    } else {
        w->wall_us = w->phase == FILLING ? 0 : now_us() - w->started;
        if (w->phase == FILLING)
            slot_group_mark(&w->s->group, true);
        w->dead = (struct dead){.end = END_KILLED};
    }
    w->flags |= SLOT_LOST;
    report_end(w);
}

static void on_dead(struct watch *w, struct bytes body)
{
    if (body.len != sizeof w->dead)
        refuse(w, "slot", "the slot spoke nonsense");
    memcpy(&w->dead, body.at, sizeof w->dead);
    /* What was started ahead and died before it went on was nobody's program, unless we or the client struck it. */
    if (w->dead.unbegun && w->stopped == BY_ITSELF && w->signals == 0)
        on_slot_lost(w);
    w->wall_us = w->dead.at_us > w->started ? w->dead.at_us - w->started : 0;
    w->phase = DRAINING;
    slot_group_share(&w->s->group, 0); /* collecting is the slot's work, not the job's */
}

/* A spare that could not be made is none, and no other is tried: its job meets what was in the way, and is told. */
static void on_awake(struct watch *w, const int *fds)
{
    if (w->phase != WAKING)
        refuse(w, "slot", "the slot spoke nonsense");
    w->phase = IDLE;
    bool asked = !w->spare;
    w->no_spare = w->spare && fds[GOING_INIT] < 0;
    if (w->no_spare)
        let_go(w);
    else if (w->warm || w->spare)
        on_going(w, fds);
    if (asked) {
        w->zygote_since = now_us();
        frame_end(&w->out, frame_begin(&w->out, READY));
    }
    read_frames(w);
}

static void read_slot(struct watch *w)
{
    static uint8_t body[MESSAGE_MAX];
    uint8_t letter;
    int fds[GOING_FDS];
    ssize_t n = message_receive(w->s->slot_socket, &letter, body, sizeof body, fds, GOING_FDS);
    struct bytes view = {body, n < 0 ? 0 : (size_t)n};
    if (n < 0)
        on_slot_lost(w);
    switch (letter) {
    case FROM_GOING: on_going(w, fds); return;
    case FROM_DEAD: on_dead(w, view); return;
    case FROM_FILE: {
        size_t frame = frame_begin(&w->out, FILE_OUT);
        buffer_add(&w->out, view.at, view.len);
        frame_end(&w->out, frame);
        return;
    }
    case FROM_GONE:
        if (w->phase == IDLE)
            refuse(w, "slot", w->warm ? "its warm program ended unexpectedly" : w->spare ? "its spare program ended unexpectedly" : "its zygote ended unexpectedly");
        w->flags |= SLOT_WORN; /* a job under way ends as it would have; one to come finds it gone, and is lost */
        return;
    case FROM_AWAKE: on_awake(w, fds); return;
    case FROM_COLLECTED:
        if (view.len != 1 || view.at[0] == 0)
            w->flags |= FILES_LEFT;
        report_end(w);
        return;
    case FROM_REFUSED: {
        char text[256];
        snprintf(text, sizeof text, "%.*s", (int)view.len, (const char *)view.at);
        refuse(w, "slot", text);
    }
    default: refuse(w, "slot", "the slot spoke nonsense");
    }
}

static void drained(struct watch *w)
{
    if (w->phase != DRAINING || w->pipe[1] >= 0 || w->pipe[2] >= 0)
        return;
    close_pipe(w, 0);
    if (w->dead.files) {
        tell_slot(w, TO_COLLECT, (struct bytes){0}, (struct bytes){0});
        w->phase = COLLECTING;
    } else {
        report_end(w);
    }
}

/* Looks at the clocks and says when to look again. */
static uint64_t check_clocks(struct watch *w, uint64_t now)
{
    uint64_t deadline = w->started + w->limits.wall_us;
    if (now >= deadline) {
        stop(w, BY_WALL);
        return now + CHECK_MOST_US;
    }
    if (now >= w->next_check) {
        uint64_t cpu = slot_group_cpu_us(&w->s->group);
        if (cpu >= w->limits.cpu_us) {
            stop(w, BY_CPU);
            return now + CHECK_MOST_US;
        }
        /* The kernel killed one process; the rest would go on and thrash at the limit until their time is up. */
        if (slot_group_oom_kills(&w->s->group) > 0) {
            stop(w, BY_MEMORY);
            return now + CHECK_MOST_US;
        }
        if (cpu >= first_goal(w) && slot_group_share(&w->s->group, w->limits.share_milli))
            w->flags |= SHARE_APPLIED;
        uint64_t goal = first_goal(w);
        w->next_check = now + pause_until(cpu, goal > cpu ? goal : w->limits.cpu_us);
    }
    return w->next_check < deadline ? w->next_check : deadline;
}

static void turn(struct watch *w)
{
    enum { CLIENT, SLOT, PIPES };
    /* A client that does not read stops the program's output, not its clocks. What a warm program wrote is told with its job. */
    bool room = w->out.len < OUT_HIGH && w->phase >= RUNNING;
    struct pollfd fds[PIPES + PIPE_ENDS] = {
        [CLIENT] = {w->s->client, (short)((w->phase != WAKING ? POLLIN : 0) | (w->out.len > 0 ? POLLOUT : 0)), 0},
        /* Files wait for room; the birth and the death of a job must be heard at once, or its clocks strike at nothing. */
        [SLOT] = {w->s->slot_socket, room || w->phase != COLLECTING ? POLLIN : 0, 0},
        [PIPES] = {w->stdin_waiting.len > 0 || w->stdin_ends ? w->pipe[0] : -1, POLLOUT, 0},
        [PIPES + 1] = {room ? w->pipe[1] : -1, POLLIN, 0},
        [PIPES + 2] = {room ? w->pipe[2] : -1, POLLIN, 0},
    };
    struct timespec wait, *timeout = NULL;
    if (w->phase == RUNNING && w->stopped == BY_ITSELF) {
        uint64_t now = now_us(), until = check_clocks(w, now), us = until > now ? until - now : 0;
        wait = (struct timespec){.tv_sec = (time_t)(us / 1000000), .tv_nsec = (long)(us % 1000000) * 1000};
        timeout = &wait;
    } else if (w->phase == WAKING) {
        if (now_us() - w->started >= WAKE_US)
            refuse(w, "slot", "what it started ahead was not ready in 20 seconds");
        wait = (struct timespec){.tv_sec = 1};
        timeout = &wait;
    } else if (w->phase == DRAINING && room) {
        wait = (struct timespec){0}; /* all writers are dead: what is there is all, even if a lost descriptor keeps a pipe open */
        timeout = &wait;
    }
    if (ppoll(fds, sizeof fds / sizeof *fds, timeout, NULL) < 0 && errno != EINTR)
        die("ppoll");
    for (int i = 1; i < PIPE_ENDS; i++)
        if (w->pipe[i] >= 0 && (fds[PIPES + i].revents != 0 || (w->phase == DRAINING && room)))
            read_output(w, i);
    if (fds[PIPES].revents != 0 && w->pipe[0] >= 0)
        write_stdin(w);
    if (fds[SLOT].revents != 0)
        read_slot(w);
    if (fds[CLIENT].revents & ~POLLOUT)
        read_client(w);
    drained(w);
    if (w->out.len > 0)
        write_client(w);
    /* The end of the job is told first, where somebody listens. */
    if (w->rests && w->phase == IDLE && w->out.len == 0)
        rest(w);
    if (w->guesses && w->phase == IDLE)
        start_spare(w);
}

noreturn void supervise(struct supervision *s)
{
    static struct watch watch;
    struct watch *w = &watch;
    static uint8_t body[MESSAGE_MAX];
    uint8_t letter;
    int fds[GOING_FDS];
    signal(SIGPIPE, SIG_IGN); /* a program may close its stdin, or end, before it has read everything */
    *w = (struct watch){.s = s, .init = -1, .pipe = {-1, -1, -1}};
    ssize_t n = message_receive(s->slot_socket, &letter, body, sizeof body, fds, GOING_FDS);
    if (n < 0 || letter != FROM_READY) {
        char text[256];
        snprintf(text, sizeof text, "%.*s", n < 0 ? 22 : (int)n, n < 0 ? "the slot did not start" : (const char *)body);
        refuse(w, "slot", text);
    }
    char facts[64];
    snprintf(facts, sizeof facts, "uids=%s cgroup=%s devices=%s", uids_name(s->uids.kind),
             s->group.kind == CGROUP_V1 ? "v1" : s->group.kind == CGROUP_V2 ? "v2" : "none", devices_name(s->own_devices));
    size_t frame = frame_begin(&w->out, OPENED);
    put_u16(&w->out, PROTOCOL_VERSION);
    put_str(&w->out, s->slot_id);
    put_str(&w->out, BOX_VERSION);
    put_str(&w->out, facts);
    frame_end(&w->out, frame);
    fcntl(s->client, F_SETFL, O_NONBLOCK);
    for (;;)
        turn(w);
}
