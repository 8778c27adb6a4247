// carrel-expect: ok
// carrel-limits: wall=5s
// carrel-stdin: some input that arrives while the pipe is full
// carrel-why: the program opens the writing end of its own stdin and fills it; a supervisor that blocks in write serves nobody any more.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
    char block[4096];
    memset(block, 'x', sizeof block);
    int own = open("/proc/self/fd/0", O_WRONLY | O_NONBLOCK);
    for (int i = 0; own >= 0 && i < 10000; i++)
        if (write(own, block, sizeof block) < 0) usleep(10);
    return 0;
}
