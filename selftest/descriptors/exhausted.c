// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: openFiles=256 wall=5s
// carrel-why: the machine's table of open files is shared by all; without a limit one program fills it.
#include "held.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>

int main(void) {
    int opened = 3;
    while (opened < 5000) {
        int fd = opened % 3 == 0 ? open("/dev/null", O_RDONLY) : opened % 3 == 1 ? eventfd(0, 0) : epoll_create1(0);
        if (fd < 0 && (fd = open("/", O_RDONLY)) < 0) break;
        opened++;
    }
    if (opened > 256) breach("%d descriptors are open", opened);
    return held();
}
