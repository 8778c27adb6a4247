// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-network: none
// carrel-short: yes
// carrel-why: every protocol family is a subsystem of the kernel and a way to somebody; a program without network has unix sockets only.
#include "held.h"
#include <sys/socket.h>

int main(void) {
    char what[80];
    int ends[2];
    for (int family = 0; family < 64; family++) {
        if (family == AF_UNIX) continue;
        for (int type = 1; type <= 10; type++) {
            snprintf(what, sizeof what, "socket of family %d, type %d", family, type);
            refused(what, socket(family, type, 0));
            refused(what, socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            refused(what, socketpair(family, type, 0, ends));
        }
        snprintf(what, sizeof what, "socket of family %d with a bit above 32", family);
        refused(what, syscall(SYS_socket, 1UL << 32 | (unsigned long)family, (long)SOCK_DGRAM, 0L));
        refused(what, syscall(SYS_socket, 1UL << 32 | (unsigned long)family, (long)SOCK_STREAM, 0L));
        refused(what, syscall(SYS_socket, 1UL << 32 | (unsigned long)family, (long)SOCK_RAW, 0L));
    }
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0) breach("the one family that programs need is refused as well");
    return held();
}
