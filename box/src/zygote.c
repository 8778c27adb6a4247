/*
 * The zygote's side. A zygote is a child of the slot: the same namespaces, the same read-only root, the four capabilities that
 * setting up a job takes. It has run code of the root alone, and waits in one thread. For each job it clones an init that
 * shares its memory, exactly as the slot does at exec level; init forks, and the child, once it has every limit and no right,
 * goes on where the zygote waits, as the program.
 *
 * So what a job inherits is what the zygote has seen: numbers, and descriptors. Words, names and environment lie in a sealed
 * file that the child alone reads, sources in the job's own file system; nothing of one job is ever in the memory that the
 * next one is made from. The zygote cannot be traced or read by its children: not dumpable, another uid, another pid namespace.
 *
 * The child was forked on init's stack, and must go on on the one that the zygote waits on: it jumps back into zygote_fork(),
 * whose frame stands still meanwhile, because the zygote waits there until the child is born.
 *
 * This file and what it needs are also linked into a shared object without a C library of its own, for interpreters.
 */
#define _GNU_SOURCE
#include "box.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *resume_at[5];
static int unborn;

/* A second thread would be missing in the child, with whatever lock it holds. */
static void require_one_thread(void)
{
    struct stat task;
    if (stat("/proc/self/task", &task) != 0 || task.st_nlink != 3)
        _exit(71);
}

static bool answer(void) { return message_send(ZYGOTE_SOCKET, FROM_READY, (struct bytes){0}, (struct bytes){0}, NULL, 0); }

static uint64_t hexadecimal(const char **at)
{
    uint64_t value = 0;
    for (; **at != 0 && strchr("0123456789abcdef", **at) != NULL; ++*at)
        value = value * 16 + (uint64_t)(**at <= '9' ? **at - '0' : **at - 'a' + 10);
    return value;
}

/*
 * A fork leaves out what could be read from a file again, and each child met eighty pages of code one fault at a time. It takes
 * along all of a mapping in which one page is private: so one octet of each is written over with itself, by the kernel, which
 * neither asks for nor leaves another right. Where it refuses, children go on meeting their pages one at a time.
 */
static void keep_code(const char *line, int memory)
{
    uint8_t octet;
    off_t from = (off_t)hexadecimal(&line);
    const char *rights = strchr(line, ' ');
    if (rights != NULL && rights[1] == 'r' && rights[2] == '-' && rights[4] == 'p' && strchr(rights, '/') != NULL && pread(memory, &octet, 1, from) == 1)
        (void)!pwrite(memory, &octet, 1, from);
}

static void keep_all_code(void)
{
    enum { ROOM = 1 << 18 };
    char *maps = mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int list = open("/proc/self/maps", O_RDONLY | O_CLOEXEC), memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
    size_t size = 0;
    for (ssize_t n; maps != MAP_FAILED && list >= 0 && (n = read(list, maps + size, ROOM - 1 - size)) > 0;)
        size += (size_t)n;
    for (char *line = maps, *end; size > 0 && (end = memchr(line, '\n', size - (size_t)(line - maps))) != NULL; line = end + 1)
        *end = 0, keep_code(line, memory);
    if (maps != MAP_FAILED)
        munmap(maps, ROOM);
    if (list >= 0)
        close(list);
    if (memory >= 0)
        close(memory);
}

void zygote_begin(void)
{
    require_one_thread();
    keep_all_code(); /* before its memory is nobody's to open */
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || !answer())
        _exit(71);
}

void zygote_wait(struct fork_task *task)
{
    uint8_t letter;
    ssize_t n;
    while ((n = message_receive(ZYGOTE_SOCKET, &letter, (uint8_t *)&task->order, sizeof task->order, task->fds, FORK_FDS)) == 0 && letter == TO_MOVE)
        if (task->fds[0] < 0 ? !answer() : setns(task->fds[0], 0) != 0 || close(task->fds[0]) != 0)
            _exit(71);
    if (n != (ssize_t)sizeof task->order || letter != TO_FORK)
        _exit(0);
    require_one_thread();
}

static const struct filter *filter_for(const struct fork_order *order)
{
    static struct filter filters[PROFILES];
    struct filter *f = &filters[order->profile];
    if (f->len == 0)
        filter_build_job(f, ARCH_HERE, (enum profile)order->profile);
    return f;
}

static void resume(void) { __builtin_longjmp(resume_at, 1); }

/* Starts init, tells the slot, and waits until the child is there. */
static __attribute__((noinline)) void launch(const struct fork_task *task)
{
    const struct fork_order *o = &task->order;
    struct job job = {.profile = (enum profile)o->profile, .limits = o->limits};
    struct fork_way way = {.unborn = &unborn, .words = task->fds[FORK_TEXT], .resume = resume};
    struct job_setup setup = {
        .job = &job, .filter = filter_for(o), .workspace = task->fds[FORK_FILES], .report = task->fds[FORK_SOCKET],
        .stdio = {task->fds[FORK_IN], task->fds[FORK_OUT], task->fds[FORK_ERR]}, .leaf = task->fds[FORK_LEAF],
        .full_proc = o->full_proc, .one_uid = o->one_uid, .has_cgroup = o->has_cgroup, .fork = &way,
    };
    int init = -1;
    unborn = 1;
    int failed = job_start(&setup, &init);
    message_send(ZYGOTE_SOCKET, FROM_GOING, (struct bytes){(const uint8_t *)&failed, sizeof failed}, (struct bytes){0}, &init, failed == 0 ? 1 : 0);
    while (failed == 0 && __atomic_load_n(&unborn, __ATOMIC_SEQ_CST) != 0)
        syscall(SYS_futex, &unborn, FUTEX_WAIT, 1, NULL, NULL, 0);
    if (init >= 0)
        close(init);
}

__attribute__((noinline)) bool zygote_fork(const struct fork_task *task)
{
    if (__builtin_setjmp(resume_at) != 0)
        return true;
    launch(task);
    for (int i = 0; i < FORK_FDS; i++)
        if (task->fds[i] >= 0)
            close(task->fds[i]);
    return false;
}
