// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: the newer mount calls do the same work as mount and are missing in old deny-lists.
#include "held.h"
#include <stdint.h>
#include <sys/stat.h>

enum { FSOPEN = 430, OPEN_TREE = 428, MOVE_MOUNT = 429, FSCONFIG = 431, FSMOUNT = 432, FSPICK = 433, SETATTR = 442, STATMOUNT = 457, LISTMOUNT = 458, OPEN_TREE_ATTR = 467 };

int main(void) {
    struct { uint64_t set, clear, propagation, userns; } attributes = {0, 1, 0, 0};
    struct { uint32_t size, fd; uint64_t id, param, namespace_id; } request = {32, 0, UINT64_MAX, 0, 0};
    uint64_t ids[64];
    mkdir("m", 0700);
    long fs = syscall(FSOPEN, "tmpfs", 1);
    refused("fsopen of tmpfs", fs);
    refused("fsconfig", syscall(FSCONFIG, fs, 6, NULL, NULL, 0));
    refused("fsmount", syscall(FSMOUNT, fs, 0, 0));
    refused("fsopen of proc", syscall(FSOPEN, "proc", 0));
    refused("fspick of /tmp", syscall(FSPICK, AT_FDCWD, "/tmp", 0));
    refused("open_tree with a copy", syscall(OPEN_TREE, AT_FDCWD, "/", 1 | 0x8000));
    refused("open_tree_attr with a copy", syscall(OPEN_TREE_ATTR, AT_FDCWD, "/", 1 | 0x8000, &attributes, sizeof attributes));
    refused("move_mount of /proc", syscall(MOVE_MOUNT, AT_FDCWD, "/proc", AT_FDCWD, "m", 0));
    refused("mount_setattr without read-only", syscall(SETATTR, AT_FDCWD, "/", 0x8000, &attributes, sizeof attributes));
    refused("listmount", syscall(LISTMOUNT, &request, ids, 64, 0));
    return held();
}
