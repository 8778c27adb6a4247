// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-beside: channels/abstract-knocks.c
// carrel-limits: wall=10s
// carrel-why: abstract unix sockets belong to the network namespace alone: slots that share one can talk, and pass descriptors.
#include "held.h"
#include <poll.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(void) {
    static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
    struct pollfd knocks[3];
    for (int i = 0; i < 3; i++) {
        struct sockaddr_un name = {.sun_family = AF_UNIX};
        int length = snprintf(name.sun_path + 1, sizeof name.sun_path - 1, "carrel-channel-%d", types[i]);
        int fd = socket(AF_UNIX, types[i], 0);
        if (fd < 0 || bind(fd, (struct sockaddr *)&name, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length)) < 0) cannot("an abstract socket");
        if (types[i] != SOCK_DGRAM) listen(fd, 4);
        knocks[i] = (struct pollfd){fd, POLLIN, 0};
    }
    held();
    fflush(stdout);
    if (poll(knocks, 3, 4000) > 0) breach("the neighbour came in");
    return 0;
}
