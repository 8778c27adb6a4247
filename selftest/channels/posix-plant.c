// carrel-expect: ok
// carrel-stdout: planted
// carrel-why: the planting half of channels/posix.c; when the calls are refused there is nothing to find.
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
    int memory = shm_open("/carrel-planted", O_RDWR | O_CREAT, 0666);
    if (memory >= 0 && ftruncate(memory, 4096) == 0 && write(memory, "planted", 7) != 7) return 1;
    sem_open("/carrel-planted", O_CREAT, 0666, 1);
    mqd_t queue = mq_open("/carrel-planted", O_RDWR | O_CREAT, 0666, NULL);
    if (queue >= 0) mq_send(queue, "planted", 7, 1);
    puts("planted");
    return 0;
}
