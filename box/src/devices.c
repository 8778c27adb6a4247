/*
 * /dev of a slot: five nodes, four links and a place for shared memory. Whoever is root on the machine makes the nodes, before
 * the slot is born: they are the slot's own, so that locks and watches on them reach no other slot, and they lie in one mount,
 * which is all that each job then copies. Where nodes cannot be made (a user namespace, a container without that right), those
 * of the host are bound, each a mount of its own.
 */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static const struct {
    const char *name;
    unsigned int minor;
} NODE[] = {{"null", 3}, {"zero", 5}, {"full", 7}, {"random", 8}, {"urandom", 9}};
static const char *const LINK[][2] = {{"/proc/self/fd", "fd"}, {"/proc/self/fd/0", "stdin"}, {"/proc/self/fd/1", "stdout"}, {"/proc/self/fd/2", "stderr"}};
enum { MEMORY_DEVICES = 1, NODES = sizeof NODE / sizeof *NODE, LINKS = sizeof LINK / sizeof *LINK };

static int fresh_tmpfs(void)
{
    static const char *const OPTION[][2] = {{"size", "64k"}, {"nr_inodes", "32"}, {"mode", "0755"}};
    int fs = (int)syscall(SYS_fsopen, "tmpfs", FSOPEN_CLOEXEC);
    bool ok = fs >= 0;
    for (size_t i = 0; i < sizeof OPTION / sizeof *OPTION; i++)
        ok = ok && syscall(SYS_fsconfig, fs, FSCONFIG_SET_STRING, OPTION[i][0], OPTION[i][1], 0) == 0;
    int mount = ok && syscall(SYS_fsconfig, fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0
                    ? (int)syscall(SYS_fsmount, fs, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC) : -1;
    if (fs >= 0)
        close(fs);
    return mount;
}

/* A device takes what is written to it all the same; its times do not change, which others would see. */
static bool seal(int dir, const char *name)
{
    struct mount_attr ro = {.attr_set = MOUNT_ATTR_RDONLY};
    return syscall(SYS_mount_setattr, dir, name, AT_EMPTY_PATH, &ro, sizeof ro) == 0;
}

static bool make_common(int dir)
{
    bool ok = mkdirat(dir, "shm", 0755) == 0;
    for (size_t i = 0; i < LINKS; i++)
        ok = ok && symlinkat(LINK[i][0], dir, LINK[i][1]) == 0;
    return ok;
}

static bool own_node(int dir, size_t i)
{
    return mknodat(dir, NODE[i].name, S_IFCHR | 0666, makedev(MEMORY_DEVICES, NODE[i].minor)) == 0;
}

static bool bound_node(int dir, size_t i)
{
    char from[32], to[32];
    snprintf(from, sizeof from, "/dev/%s", NODE[i].name);
    snprintf(to, sizeof to, "dev/%s", NODE[i].name);
    int fd = openat(dir, NODE[i].name, O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
    return fd >= 0 && close(fd) == 0 && mount(from, to, NULL, MS_BIND, NULL) == 0 && seal(AT_FDCWD, to);
}

static bool opens(int dir)
{
    int fd = openat(dir, NODE[0].name, O_RDWR | O_CLOEXEC);
    return fd >= 0 && close(fd) == 0;
}

int devices_make(uid_t owner)
{
    int dir = fresh_tmpfs();
    mode_t before = umask(0);
    bool ok = dir >= 0 && make_common(dir) && fchownat(dir, "", owner, owner, AT_EMPTY_PATH) == 0;
    for (size_t i = 0; i < NODES; i++)
        ok = ok && own_node(dir, i);
    umask(before);
    if (ok && opens(dir) && seal(dir, ""))
        return dir;
    if (dir >= 0)
        close(dir);
    return -1;
}

bool devices_ours(const struct uid_plan *uids)
{
    errno = EPERM;
    int made = uids->kind == UIDS_PRIVATE ? devices_make(uids->first) : -1;
    if (made >= 0)
        close(made);
    return made >= 0;
}

const char *devices_name(bool ours) { return ours ? "own" : "host"; }

bool devices_mount(int made)
{
    if (made >= 0)
        return syscall(SYS_move_mount, made, "", AT_FDCWD, "dev", MOVE_MOUNT_F_EMPTY_PATH) == 0 && close(made) == 0;
    int tmpfs = fresh_tmpfs();
    bool ok = tmpfs >= 0 && syscall(SYS_move_mount, tmpfs, "", AT_FDCWD, "dev", MOVE_MOUNT_F_EMPTY_PATH) == 0 && make_common(tmpfs);
    for (size_t i = 0; i < NODES; i++)
        ok = ok && bound_node(tmpfs, i);
    ok = ok && seal(tmpfs, "");
    if (tmpfs >= 0)
        close(tmpfs);
    return ok;
}
