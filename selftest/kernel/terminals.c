// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: TIOCSTI and TIOCLINUX type into the terminal of whoever started the program; the filter must stop them before any driver sees them.
#include "held.h"
#include <sys/ioctl.h>

/* ENOTTY or EBADF come from behind the filter: the same call on a terminal would have been made. */
static void stopped(const char *what, int fd, unsigned long request) {
    char typed[4] = "\n";
    long answer = syscall(SYS_ioctl, fd, request, typed);
    if (answer >= 0 || errno == ENOTTY || errno == EBADF || errno == EIO) breach("%s passed the filter", what);
    else refused(what, answer);
}

int main(void) {
    int null = open("/dev/null", O_RDWR);
    if (null < 0) cannot("/dev/null");
    stopped("TIOCSTI", null, TIOCSTI);
    stopped("TIOCLINUX", null, TIOCLINUX);
    stopped("TIOCSTI with a bit above 32", null, 1UL << 32 | TIOCSTI);
    stopped("TIOCLINUX with a bit above 32", null, 1UL << 32 | TIOCLINUX);
    static const char *terminals[] = {"/dev/tty", "/dev/tty0", "/dev/tty1", "/dev/console", "/dev/ptmx", "/dev/pts/ptmx", "/dev/pts/0", "/dev/ttyS0", "/dev/vcs"};
    for (size_t i = 0; i < sizeof terminals / sizeof terminals[0]; i++) refused(terminals[i], open(terminals[i], O_RDWR | O_NOCTTY | O_NONBLOCK));
    return held();
}
