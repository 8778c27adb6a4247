// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-after: channels/abstract-plant.c
// carrel-why: the slot's network namespace outlives the run; a listener that was left in it would wait for the next learner.
#include "held.h"
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(void) {
    static char table[65536];
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    int length = snprintf(name.sun_path + 1, sizeof name.sun_path - 1, "carrel-left");
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0) cannot("a unix socket");
    refused("the abstract socket of the run before", connect(fd, (struct sockaddr *)&name, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length)));
    if (slurp("/proc/self/net/unix", table, sizeof table) > 0 && strstr(table, "carrel-left") != NULL) breach("the socket of the run before is listed");
    return held();
}
