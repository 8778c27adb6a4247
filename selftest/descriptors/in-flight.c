// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: openFiles=256 wall=8s
// carrel-why: descriptors sent over a socket and not yet received are in no process's table; uncounted they pass every limit, and cycles of them live for ever.
#include "held.h"
#include <sys/socket.h>

enum { EACH = 100 };

static long send_fds(int over, int fd) {
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(EACH * sizeof(int))];
    } control;
    memset(&control, 0, sizeof control);
    struct iovec one = {.iov_base = "x", .iov_len = 1};
    struct msghdr message = {.msg_iov = &one, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control.room};
    control.head.cmsg_level = SOL_SOCKET;
    control.head.cmsg_type = SCM_RIGHTS;
    control.head.cmsg_len = CMSG_LEN(EACH * sizeof(int));
    for (int i = 0; i < EACH; i++) memcpy(CMSG_DATA(&control.head) + (size_t)i * sizeof fd, &fd, sizeof fd);
    return sendmsg(over, &message, MSG_DONTWAIT);
}

int main(void) {
    int ends[2], sent = 0;
    for (int pairs = 0; pairs < 40; pairs++) {
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0) break;
        while (send_fds(ends[0], ends[1]) == 1) {
            sent += EACH;
            if (sent >= 4096) breach("%d descriptors in flight", sent);
        }
    }
    return held();
}
