// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: every call that changes the user is tried, since one that was forgotten is enough.
#include "held.h"
#include <grp.h>
#include <sys/fsuid.h>

int main(void) {
    static const unsigned ids[] = {0, 1, 999, 1001, 65534, 100000, 165536};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        unsigned id = ids[i];
        gid_t group = id;
        refused("setuid", syscall(SYS_setuid, id));
        refused("setgid", syscall(SYS_setgid, id));
        refused("setreuid", syscall(SYS_setreuid, id, id));
        refused("setregid", syscall(SYS_setregid, id, id));
        refused("setresuid", syscall(SYS_setresuid, -1, id, -1));
        refused("setresgid", syscall(SYS_setresgid, -1, id, -1));
        refused("setgroups", syscall(SYS_setgroups, 1, &group));
        setfsuid(id);
        if ((unsigned)setfsuid(getuid()) == id && id != getuid()) breach("setfsuid(%u)", id);
        setfsgid(id);
        if ((unsigned)setfsgid(getgid()) == id && id != getgid()) breach("setfsgid(%u)", id);
        int fd = open("owned", O_WRONLY | O_CREAT, 0600);
        refused("fchown", fchown(fd, id, id));
        close(fd);
    }
    if (geteuid() == 0 || getegid() == 0) breach("the program is root");
    refused("setgroups to none, which opens files closed to a group", syscall(SYS_setgroups, 0, NULL));
    return held();
}
