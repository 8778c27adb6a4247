// carrel-expect: ok
// carrel-stdout: planted
// carrel-with: held.h
// carrel-why: the planting half of channels/abstract-after.c: a daemon that goes on listening.
#include "held.h"
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(void) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    int length = snprintf(name.sun_path + 1, sizeof name.sun_path - 1, "carrel-left");
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&name, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length)) < 0 || listen(fd, 4) < 0) cannot("an abstract socket");
    if (fork() == 0) {
        setsid();
        for (;;) pause();
    }
    puts("planted");
    return 0;
}
