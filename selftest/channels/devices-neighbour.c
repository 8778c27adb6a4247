// carrel-expect: ok
// carrel-needs: devices
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: the other half of channels/devices.c, run beside it in another slot: it must see no lock.
#include "held.h"
#include <sys/file.h>

int main(void) {
    static const char *files[] = {"/dev/null", "/dev/urandom"};
    for (int i = 0; i < 2; i++) {
        struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        int fd = open(files[i], O_RDONLY);
        if (fd < 0) cannot(files[i]);
        if (flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK) breach("the neighbour's flock of %s is seen", files[i]);
        if (fcntl(fd, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK) breach("the neighbour's lock of %s is seen", files[i]);
    }
    return held();
}
