// carrel-expect: ok
// carrel-needs: uids
// carrel-stdout: held
// carrel-with: held.h
// carrel-beside: channels/locks-neighbour.c
// carrel-limits: wall=10s
// carrel-why: a file that two slots see can be locked by one and asked for by the other: a bit each time, between strangers.
#include "held.h"
#include <sys/file.h>

int main(void) {
    static const char *files[] = {"/etc/passwd", "/etc/group", "/", "/etc"};
    for (int i = 0; i < 4; i++) {
        struct flock whole = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
        int fd = open(files[i], O_RDONLY);
        if (fd < 0) cannot(files[i]);
        flock(fd, LOCK_EX | LOCK_NB);
        fcntl(fd, F_SETLK, &whole);
        refused("a lease on a file of the root", fcntl(fd, F_SETLEASE, F_RDLCK));
    }
    held();
    fflush(stdout);
    sleep(3);
    return 0;
}
