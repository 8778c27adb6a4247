// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a device node is a door into a driver, and its times a board to write on for all who see it; /dev holds the few that every program needs and no more.
#include "held.h"
#include <dirent.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

int main(void) {
    static const char known[] = " null zero full random urandom fd stdin stdout stderr shm ";
    static const char *devices[] = {"mem", "kmem", "port", "kmsg", "kvm", "fuse", "net/tun", "vsock", "vhost-net", "vhost-vsock", "loop0",
        "loop-control", "sda", "vda", "nvme0n1", "dm-0", "mapper/control", "btrfs-control", "hwrng", "rtc", "uinput", "dri/card0",
        "snd/timer", "cuse", "ppp", "uhid", "autofs", "hpet", "nvram", "mqueue", "hugepages", "cpu_dma_latency", "raw/rawctl", "vfio/vfio"};
    for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "/dev/%s", devices[i]);
        refused(path, open(path, O_RDONLY | O_NONBLOCK));
    }
    static const char *nodes[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"};
    for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++) refused(nodes[i], utimensat(AT_FDCWD, nodes[i], NULL, 0));
    DIR *folder = opendir("/dev");
    if (folder == NULL) cannot("/dev");
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[300];
        snprintf(name, sizeof name, " %s ", entry->d_name);
        if (entry->d_name[0] != '.' && strstr(known, name) == NULL) breach("/dev/%s is there", entry->d_name);
    }
    static const int numbers[][3] = {{S_IFCHR, 1, 1}, {S_IFCHR, 1, 3}, {S_IFCHR, 5, 2}, {S_IFBLK, 8, 0}, {S_IFBLK, 254, 0}, {S_IFCHR, 10, 229}};
    static const char *folders[] = {"node", "/tmp/node", "/dev/shm/node", "/dev/node"};
    for (size_t i = 0; i < 6 * 4; i++) {
        const int *of = numbers[i % 6];
        refused("mknod", mknod(folders[i / 6], (mode_t)of[0] | 0666, makedev(of[1], of[2])));
    }
    if (mknod("whiteout", S_IFCHR | 0666, makedev(0, 0)) == 0) refused("an open of a device node of our own", open("whiteout", O_RDONLY | O_NONBLOCK));
    return held();
}
