// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-after: channels/posix-plant.c
// carrel-why: POSIX shared memory was common to all boxes of a well-known sandbox for years; queues live in the ipc namespace and nowhere else.
#include "held.h"
#include <mqueue.h>
#include <semaphore.h>
#include <sys/mman.h>

int main(void) {
    refused("shm_open of a planted name", shm_open("/carrel-planted", O_RDONLY, 0));
    refused("mq_open of a planted name", mq_open("/carrel-planted", O_RDONLY));
    if (sem_open("/carrel-planted", 0) != SEM_FAILED) breach("sem_open of a planted name");
    return held();
}
