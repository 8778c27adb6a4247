// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-beside: hello
// carrel-limits: wall=10s
// carrel-why: a watch on the shared root reports every program that a stranger starts and every library that he loads.
#include "held.h"
#include <poll.h>
#include <sys/inotify.h>

int main(void) {
    static const char *folders[] = {"/etc", "/bin", "/usr/bin", "/lib", "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib64", "/"};
    int fd = inotify_init1(IN_NONBLOCK);
    for (size_t i = 0; fd >= 0 && i < sizeof folders / sizeof folders[0]; i++) inotify_add_watch(fd, folders[i], IN_OPEN | IN_ACCESS | IN_CLOSE);
    held();
    fflush(stdout);
    struct pollfd events = {fd, POLLIN, 0};
    if (fd < 0) sleep(4);
    else if (poll(&events, 1, 4000) > 0) {
        union {
            struct inotify_event event;
            char room[4096];
        } first;
        if (read(fd, first.room, sizeof first.room) > 0) breach("a stranger opened %s", first.event.len > 0 ? first.event.name : "a folder of the root");
    }
    return 0;
}
