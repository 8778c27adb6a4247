// carrel-expect: ok
// carrel-stdout: parent left
// carrel-limits: wall=5s
// carrel-why: a daemon that survives its run would read, write and burn beside the next one's.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            sleep(1);
            puts("breach: the daemon wrote after its run");
            fflush(stdout);
            for (;;) pause();
        }
        _exit(0);
    }
    puts("parent left");
    return 0;
}
