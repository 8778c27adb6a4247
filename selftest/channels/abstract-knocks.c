// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: the other half of channels/abstract.c, run beside it in another slot: it must reach nobody.
#include "held.h"
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(void) {
    static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
    for (int i = 0; i < 3; i++) {
        struct sockaddr_un name = {.sun_family = AF_UNIX};
        int length = snprintf(name.sun_path + 1, sizeof name.sun_path - 1, "carrel-channel-%d", types[i]);
        int fd = socket(AF_UNIX, types[i], 0);
        if (fd < 0) cannot("a unix socket");
        refused("the neighbour's abstract socket", connect(fd, (struct sockaddr *)&name, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length)));
    }
    return held();
}
