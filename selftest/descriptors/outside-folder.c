// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a folder descriptor that points above the root gives the host's whole file tree by openat and fchdir.
#include "held.h"
#include <sys/stat.h>

static void same_as_root(const char *what, int fd) {
    struct stat root, other;
    if (stat("/", &root) < 0 || fstat(fd, &other) < 0) cannot(what);
    if (root.st_dev != other.st_dev || root.st_ino != other.st_ino) breach("%s leads above the root", what);
}

static void climb(const char *start) {
    int fd = open(start, O_RDONLY | O_DIRECTORY);
    if (fd < 0) cannot(start);
    for (int i = 0; i < 40; i++) {
        int up = openat(fd, "..", O_RDONLY | O_DIRECTORY);
        if (up < 0) cannot("..");
        close(fd);
        fd = up;
    }
    same_as_root(start, fd);
    close(fd);
}

int main(void) {
    static const char *starts[] = {"/", ".", "/tmp", "/dev", "/dev/shm", "/proc", "/etc"};
    static const char *outside[] = {"/var/tmp/carrel-selftest-mark", "/proc/self/root/var/tmp/carrel-selftest-mark",
        "/proc/self/cwd/../../../../var/tmp/carrel-selftest-mark", "/proc/self/task/1/root", "/proc/1/root/etc", "/proc/1/cwd",
        "/var/lib/carrel", "/lost+found", "/.dockerenv", "/old", "/.old_root", "/put_old", "/oldroot"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) climb(starts[i]);
    for (int fd = 0; fd < 64; fd++) {
        int up = openat(fd, "..", O_RDONLY | O_DIRECTORY);
        if (up >= 0) breach("descriptor %d is a folder", fd);
    }
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        struct stat there;
        if (stat(outside[i], &there) == 0) breach("%s is there", outside[i]);
    }
    unreadable("/etc/shadow");
    return held();
}
