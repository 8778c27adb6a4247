// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-after: channels/sysv-plant.c
// carrel-why: System V memory, semaphores and queues live until someone removes them, beyond every process of the run.
#include "held.h"
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#ifndef SHM_STAT_ANY
#define SHM_STAT_ANY 15
#endif

int main(void) {
    for (key_t key = 0x0ca44e1; key < 0x0ca44e4; key++) {
        refused("shmget of a planted key", shmget(key, 0, 0));
        refused("semget of a planted key", semget(key, 0, 0));
        refused("msgget of a planted key", msgget(key, 0));
    }
    struct shmid_ds what;
    struct semid_ds arrays;
    struct msqid_ds queues;
    for (int index = 0; index < 64; index++) {
        refused("a segment of someone", shmctl(index, SHM_STAT_ANY, &what));
        refused("semaphores of someone", semctl(index, 0, 20, &arrays));
        refused("a queue of someone", msgctl(index, 13, &queues));
    }
    return held();
}
