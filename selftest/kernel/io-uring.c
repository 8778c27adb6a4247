// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: io_uring does opens, sockets and sends behind the back of the system call filter.
#include "held.h"

int main(void) {
    unsigned char parameters[120];
    memset(parameters, 0, sizeof parameters);
    long ring = syscall(425, 4, parameters);
    refused("io_uring_setup", ring);
    refused("io_uring_enter", syscall(426, ring, 0, 0, 0, NULL, 0));
    refused("io_uring_register without a ring", syscall(427, -1, 31, parameters, 0));
    unsigned long context = 0;
    refused("io_setup", syscall(SYS_io_setup, 4, &context));
    return held();
}
