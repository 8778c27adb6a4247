// carrel-expect: time-limit
// carrel-limits: wall=2s cpu=2s
// carrel-why: the program opens the reading end of its own pipes; a supervisor that was told of data and blocks in read never wakes again.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
    char block[4096];
    memset(block, 'x', sizeof block);
    if (fork() == 0) {
        int thief = open("/proc/self/fd/1", O_RDONLY | O_NONBLOCK);
        for (;;)
            if (read(thief, block, sizeof block) < 0) usleep(1);
    }
    for (;;) {
        if (write(1, "x", 1) < 0) return 1;
        usleep(20);
    }
}
