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

#include <linux/futex.h>
#include <sched.h>
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

void zygote_begin(void)
{
    require_one_thread();
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
        filter_build(f, ARCH_HERE, (enum profile)order->profile, order->loopback);
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
