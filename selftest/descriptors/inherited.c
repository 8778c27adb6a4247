// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-short: yes
// carrel-why: one descriptor forgotten at exec is a way to the supervisor's socket, another job's files or the host.
#include "held.h"
#include <dirent.h>
#include <sys/stat.h>

int main(void) {
    for (int fd = 3; fd < 65536; fd++)
        if (fcntl(fd, F_GETFD) >= 0) breach("descriptor %d is open", fd);
    for (int fd = 0; fd < 3; fd++) {
        struct stat what;
        char link[40], name[256] = "";
        if (fstat(fd, &what) < 0) continue;
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        if (readlink(link, name, sizeof name - 1) < 0) cannot(link);
        if (!S_ISFIFO(what.st_mode) && strcmp(name, "/dev/null") != 0) breach("descriptor %d is %s", fd, name);
    }
    DIR *folder = opendir("/proc/self/fd");
    if (folder == NULL) cannot("/proc/self/fd");
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        int fd = atoi(entry->d_name);
        if (fd > 2 && fd != dirfd(folder)) breach("/proc/self/fd shows %d", fd);
    }
    return held();
}
