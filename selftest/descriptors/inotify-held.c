// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: openFiles=256 processes=64 wall=10s
// carrel-beside: hello
// carrel-why: inotify instances are counted per user: when slots share a user with the service, holding all of them blinds the service.
#include "held.h"
#include <sys/inotify.h>

int main(void) {
    int ready[2];
    if (pipe(ready) < 0) cannot("pipe");
    for (int i = 0; i < 8; i++) {
        if (fork() != 0) continue;
        for (int n = 0; n < 240; n++) {
            int fd = inotify_init1(IN_NONBLOCK);
            if (fd < 0) break;
            inotify_add_watch(fd, ".", IN_ALL_EVENTS);
        }
        if (write(ready[1], "x", 1) < 0) _exit(1);
        for (;;) pause();
    }
    char byte;
    for (int i = 0; i < 8; i++)
        if (read(ready[0], &byte, 1) != 1) cannot("the holders");
    held();
    fflush(stdout);
    sleep(3);
    return 0;
}
