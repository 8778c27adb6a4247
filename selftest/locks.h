/* What a probe sees of the locks that its neighbour in another slot holds. */
#ifndef LOCKS_H
#define LOCKS_H
#include "held.h"
#include <sys/file.h>

static inline void no_locks_on(const char *path) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int fd = open(path, O_RDONLY);
    if (fd < 0) cannot(path);
    if (flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK) breach("the neighbour's flock of %s is seen", path);
    if (fcntl(fd, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK) breach("the neighbour's lock of %s is seen", path);
}
#endif
