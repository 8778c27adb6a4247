// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a mount of its own uncovers what ours hide, or makes the read-only root writable.
#include "held.h"
#include <sys/mount.h>
#include <sys/stat.h>

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

int main(void) {
    mkdir("m", 0700);
    refused("mount of a tmpfs", mount("none", "m", "tmpfs", 0, NULL));
    refused("mount of proc", mount("none", "m", "proc", 0, NULL));
    refused("mount of sysfs", mount("none", "m", "sysfs", 0, NULL));
    refused("mount of cgroup", mount("none", "m", "cgroup", 0, "memory"));
    refused("mount of cgroup2", mount("none", "m", "cgroup2", 0, NULL));
    refused("mount of devpts", mount("none", "m", "devpts", 0, NULL));
    refused("mount of mqueue", mount("none", "m", "mqueue", 0, NULL));
    refused("mount of an overlay", mount("none", "m", "overlay", 0, "lowerdir=/etc:/usr"));
    refused("a bind mount", mount("/", "m", NULL, MS_BIND | MS_REC, NULL));
    refused("a move of /proc", mount("/proc", "m", NULL, MS_MOVE, NULL));
    refused("the root writable", mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL));
    refused("the working folder with set-id bits", mount(NULL, ".", NULL, MS_REMOUNT | MS_BIND, NULL));
    refused("a larger tmpfs", mount(NULL, "/tmp", NULL, MS_REMOUNT, "size=1g"));
    refused("shared propagation", mount(NULL, "/", NULL, MS_SHARED | MS_REC, NULL));
    refused("umount of /proc", umount2("/proc", MNT_DETACH));
    refused("umount of /dev/null", umount2("/dev/null", MNT_DETACH));
    refused("umount of /tmp", umount2("/tmp", MNT_DETACH));
    refused("umount of the working folder", umount2("/work", MNT_DETACH));
    refused("umount of /", umount2("/", MNT_DETACH));
    return held();
}
