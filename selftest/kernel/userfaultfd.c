// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: handling its own page faults lets a program stop the kernel in the middle of a copy, which makes races into exploits.
#include "held.h"

int main(void) {
    refused("userfaultfd", syscall(SYS_userfaultfd, 0));
    refused("userfaultfd of user faults only", syscall(SYS_userfaultfd, 1));
    refused("/dev/userfaultfd", open("/dev/userfaultfd", O_RDWR));
    return held();
}
