// carrel-expect: ok
// carrel-stdout: planted
// carrel-why: the planting half of channels/sysv.c; when the calls are refused there is nothing to find.
#include <stdio.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

int main(void) {
    for (key_t key = 0x0ca44e1; key < 0x0ca44e4; key++) {
        int memory = shmget(key, 4096, IPC_CREAT | 0666);
        char *at = memory < 0 ? (char *)-1 : shmat(memory, NULL, 0);
        if (at != (char *)-1) strcpy(at, "planted");
        semget(key, 1, IPC_CREAT | 0666);
        int queue = msgget(key, IPC_CREAT | 0666);
        struct {
            long type;
            char text[8];
        } message = {1, "planted"};
        if (queue >= 0) msgsnd(queue, &message, sizeof message.text, IPC_NOWAIT);
    }
    puts("planted");
    return 0;
}
