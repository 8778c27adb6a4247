// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a hard link to a protected file in a folder of ours gives it a second name that someone trusted may open, own or delete.
#include "held.h"

int main(void) {
    static const char *targets[] = {"/etc/passwd", "/etc/group", "/etc/ld.so.cache", "/proc/self/exe", "/dev/null"};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        refused(targets[i], link(targets[i], "stolen"));
        refused(targets[i], link(targets[i], "/tmp/stolen"));
        int fd = open(targets[i], O_PATH);
        if (fd < 0) continue;
        char by_fd[40];
        snprintf(by_fd, sizeof by_fd, "/proc/self/fd/%d", fd);
        if (strcmp(targets[i], "/proc/self/exe") != 0) {
            refused(by_fd, linkat(AT_FDCWD, by_fd, AT_FDCWD, "stolen2", AT_SYMLINK_FOLLOW));
            refused("linkat of an empty path", linkat(fd, "", AT_FDCWD, "stolen3", AT_EMPTY_PATH));
        }
        close(fd);
    }
    return held();
}
