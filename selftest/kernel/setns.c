// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: entering another process's namespace leaves our own.
#include "held.h"
#include <sched.h>

int main(void) {
    static const char *kinds[] = {"user", "mnt", "pid", "pid_for_children", "net", "ipc", "uts", "cgroup", "time"};
    char path[64];
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        snprintf(path, sizeof path, "/proc/1/ns/%s", kinds[i]);
        refused(path, open(path, O_RDONLY));
        snprintf(path, sizeof path, "/proc/self/ns/%s", kinds[i]);
        int fd = open(path, O_RDONLY);
        if (fd < 0) continue;
        refused(path, setns(fd, 0));
        close(fd);
    }
    int init = (int)syscall(SYS_pidfd_open, 1, 0);
    if (init >= 0) {
        refused("all namespaces of init", setns(init, CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC));
        refused("the user namespace of init", setns(init, CLONE_NEWUSER));
    }
    return held();
}
