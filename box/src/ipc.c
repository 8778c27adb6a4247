/*
 * System V IPC of a slot. A namespace for each job would cost as much as three mounts, and hardly any program makes a segment,
 * a semaphore set or a queue. So jobs share the slot's namespace until one of them leaves a trace in it: something that still
 * exists, or an id given out. Ids of a kind go up by one; our own probe takes the next after each job, and is gone again before
 * the next begins. Whatever else a probe finds (a job's objects, a counter gone round) only costs a fresh namespace. So an id
 * tells a job how many ran in its slot before it, and nothing about them.
 * POSIX queues are no matter: no profile has their calls.
 */
#define _GNU_SOURCE
#include "box.h"

#include <sched.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

static bool nothing_left(void)
{
    struct shm_info segments;
    struct seminfo sets;
    struct msginfo queues;
    return shmctl(0, SHM_INFO, (struct shmid_ds *)&segments) >= 0 && segments.used_ids == 0 && semctl(0, 0, SEM_INFO, &sets) >= 0 && sets.semusz == 0 &&
           msgctl(0, MSG_INFO, (struct msqid_ds *)&queues) >= 0 && queues.msgpool == 0;
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
    if (!nothing_left())
        return false;
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
