// carrel-expect: ok
// carrel-needs: devices
// carrel-stdout: held
// carrel-with: held.h
// carrel-beside: channels/devices-neighbour.c
// carrel-limits: wall=10s
// carrel-why: a device node that two slots see can be locked by one and asked for by the other, as any file: a bit each time, between strangers.
#include "held.h"
#include <sys/file.h>

int main(void) {
    static const char *files[] = {"/dev/null", "/dev/urandom"};
    for (int i = 0; i < 2; i++) {
        struct flock whole = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
        int fd = open(files[i], O_RDONLY);
        if (fd < 0) cannot(files[i]);
        if (flock(fd, LOCK_EX | LOCK_NB) != 0 || fcntl(fd, F_SETLK, &whole) != 0) cannot(files[i]);
    }
    held();
    fflush(stdout);
    sleep(3);
    return 0;
}
