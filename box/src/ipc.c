/*
 * System V IPC of a slot. A namespace for each job would cost as much as three mounts, and hardly any program makes a segment,
 * a semaphore set or a queue. So jobs share the slot's namespace until one of them was given an id in it. Ids of a kind go up
 * by one; our own probe takes the next after each job, and is gone again before the next begins. Whatever else a probe finds (a
 * job's ids, a counter gone round) only costs a fresh namespace. What a job can still learn is that it got a namespace other
 * than the job before (its number under /proc/self/ns), and from an id how many ran since; not who, and not what.
 * POSIX queues are no matter: no profile has their calls.
 */
#define _GNU_SOURCE
#include "box.h"

#include <sched.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

/* Indices go up to what *_INFO returns, and that is 0 for one object and for none. */
static void clear_segments(void)
{
    struct shm_info all;
    struct shmid_ds one;
    int last = shmctl(0, SHM_INFO, (struct shmid_ds *)&all);
    for (int i = 0, id; i <= last && all.used_ids > 0; i++)
        if ((id = shmctl(i, SHM_STAT_ANY, &one)) >= 0)
            shmctl(id, IPC_RMID, NULL);
}

static void clear_sets(void)
{
    struct seminfo all;
    struct semid_ds one;
    int last = semctl(0, 0, SEM_INFO, &all);
    for (int i = 0, id; i <= last && all.semusz > 0; i++)
        if ((id = semctl(i, 0, SEM_STAT_ANY, &one)) >= 0)
            semctl(id, 0, IPC_RMID);
}

static void clear_queues(void)
{
    struct msginfo all;
    struct msqid_ds one;
    int last = msgctl(0, MSG_INFO, (struct msqid_ds *)&all);
    for (int i = 0, id; i <= last && all.msgpool > 0; i++)
        if ((id = msgctl(i, MSG_STAT_ANY, &one)) >= 0)
            msgctl(id, IPC_RMID, NULL);
}

void ipc_clear(void)
{
    clear_segments();
    clear_sets();
    clear_queues();
}

struct ipc_ids ipc_take(void)
{
    struct ipc_ids ids = {shmget(IPC_PRIVATE, 1, 0), semget(IPC_PRIVATE, 1, 0), msgget(IPC_PRIVATE, 0)};
    shmctl(ids.segment, IPC_RMID, NULL);
    semctl(ids.set, 0, IPC_RMID);
    msgctl(ids.queue, IPC_RMID, NULL);
    return ids;
}

static bool follows(int before, int id) { return before >= 0 && id == before + 1; }

bool ipc_untouched(struct ipc_ids *last)
{
    struct ipc_ids before = *last;
    *last = ipc_take();
    return follows(before.segment, last->segment) && follows(before.set, last->set) && follows(before.queue, last->queue);
}

bool ipc_renew(struct ipc_ids *last)
{
    if (unshare(CLONE_NEWIPC) != 0)
        return false;
    *last = ipc_take();
    return true;
}
