/*
 * The job's own tmpfs. It exists as a detached mount that only the slot holds: filled before any code of the job lives,
 * mounted into the job's namespace for its life, and read again only when every process of the job is dead. Nothing outside
 * the slot ever opens a path below it, and inside the slot every open of collected files refuses links, magic links,
 * parents and other mounts.
 */
#define _GNU_SOURCE
#include "box.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { OWN_INODES = 8, FOLDERS = 3 };
static const struct {
    const char *name;
    mode_t mode;
} FOLDER[FOLDERS] = {{"work", 0755}, {"tmp", 01777}, {"shm", 01777}};

static int set_number(int fs, const char *key, uint64_t v)
{
    char text[32];
    snprintf(text, sizeof text, "%llu", (unsigned long long)v);
    return (int)syscall(SYS_fsconfig, fs, FSCONFIG_SET_STRING, key, text, 0);
}

int workspace_make(const struct limits *limits)
{
    int fs = (int)syscall(SYS_fsopen, "tmpfs", FSOPEN_CLOEXEC);
    if (fs < 0)
        return -1;
    int mount = -1;
    if (set_number(fs, "size", limits->disk) == 0 && set_number(fs, "nr_inodes", limits->inodes + OWN_INODES) == 0 &&
        syscall(SYS_fsconfig, fs, FSCONFIG_SET_STRING, "mode", "0755", 0) == 0 && syscall(SYS_fsconfig, fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
        mount = (int)syscall(SYS_fsmount, fs, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
    int saved = errno;
    close(fs);
    for (int i = 0; mount >= 0 && i < FOLDERS; i++)
        if (mkdirat(mount, FOLDER[i].name, FOLDER[i].mode) != 0 ||
            (i == 0 && fchownat(mount, FOLDER[i].name, JOB_UID, JOB_UID, 0) != 0)) {
            saved = errno;
            close(mount);
            mount = -1;
        }
    errno = saved;
    return mount;
}

static int open_below(int dir, const char *name, uint64_t flags)
{
    struct open_how how = {.flags = flags | O_CLOEXEC | O_NOFOLLOW,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV};
    return (int)syscall(SYS_openat2, dir, name, &how, sizeof how);
}

/* Descends to the folder that holds the last part, making what is missing. Returns it, and the last part in *leaf. */
static int parent_of(int work, char *path, uid_t owner, char **leaf)
{
    int dir = dup(work);
    char *part = path;
    for (char *slash; dir >= 0 && (slash = strchr(part, '/')) != NULL; part = slash + 1) {
        *slash = 0;
        bool made = mkdirat(dir, part, 0755) == 0;
        int next = made || errno == EEXIST ? open_below(dir, part, O_RDONLY | O_DIRECTORY) : -1;
        if (next >= 0 && made && fchown(next, owner, owner) != 0) {
            close(next);
            next = -1;
        }
        int saved = errno;
        close(dir);
        errno = saved;
        dir = next;
    }
    *leaf = part;
    return dir;
}

/* The folder that holds a file of the job; -1 with errno. `path` takes the name, `leaf` is its last part. */
static int folder_of(int mount, struct bytes name, uid_t owner, char path[NAME_MAX_BYTES + 1], char **leaf)
{
    errno = EINVAL;
    if (!name_ok(name))
        return -1;
    memcpy(path, name.at, name.len);
    path[name.len] = 0;
    int work = open_below(mount, "work", O_RDONLY | O_DIRECTORY);
    int dir = work < 0 ? -1 : parent_of(work, path, owner, leaf), saved = errno;
    if (work >= 0)
        close(work);
    errno = saved;
    return dir;
}

static int open_file(int mount, struct bytes name, int flags, mode_t mode, uid_t owner)
{
    char path[NAME_MAX_BYTES + 1], *leaf;
    int dir = folder_of(mount, name, owner, path, &leaf);
    int fd = dir < 0 ? -1 : openat(dir, leaf, flags | O_CLOEXEC | O_NOFOLLOW, mode), saved = errno;
    if (dir >= 0)
        close(dir);
    errno = saved;
    return fd;
}

int workspace_make_file(int mount, struct bytes name) { return open_file(mount, name, O_RDWR | O_CREAT | O_EXCL, 0644, JOB_UID); }

int workspace_remove(int mount, struct bytes name)
{
    char path[NAME_MAX_BYTES + 1], *leaf;
    int dir = folder_of(mount, name, JOB_UID, path, &leaf);
    int failed = dir >= 0 && unlinkat(dir, leaf, 0) == 0 ? 0 : errno;
    if (dir >= 0)
        close(dir);
    return failed;
}

int workspace_put(int mount, struct bytes name, uint8_t flags, struct bytes content, uid_t owner)
{
    int fd = open_file(mount, name, O_WRONLY | (flags & FILE_APPEND ? O_APPEND : O_CREAT | O_EXCL), flags & FILE_EXECUTABLE ? 0755 : 0644, owner);
    int failed = fd < 0 ? errno : 0;
    for (size_t done = 0; failed == 0 && done < content.len;) {
        ssize_t n = write(fd, content.at + done, content.len - done);
        if (n < 0)
            failed = errno;
        else
            done += (size_t)n;
    }
    if (failed == 0 && !(flags & FILE_APPEND) && fchown(fd, owner, owner) != 0)
        failed = errno;
    if (fd >= 0)
        close(fd);
    return failed;
}

bool workspace_full(int mount)
{
    struct statfs fs;
    return fstatfs(mount, &fs) == 0 && (fs.f_bfree == 0 || fs.f_ffree == 0);
}

static bool skipped(char *const *skip, const char *name)
{
    for (; skip != NULL && *skip != NULL; skip++)
        if (strcmp(*skip, name) == 0)
            return true;
    return false;
}

static bool is_dots(const char *name) { return strcmp(name, ".") == 0 || strcmp(name, "..") == 0; }

bool workspace_untouched(int mount, char *const *skip)
{
    static _Alignas(struct dirent64) char entries[4096];
    int work = open_below(mount, "work", O_RDONLY | O_DIRECTORY);
    bool untouched = work >= 0;
    ssize_t n = -1;
    while (untouched && (n = getdents64(work, entries, sizeof entries)) > 0)
        for (ssize_t at = 0; untouched && at < n;) {
            const struct dirent64 *e = (const struct dirent64 *)(entries + at);
            untouched = is_dots(e->d_name) || (e->d_type != DT_DIR && skipped(skip, e->d_name));
            at += e->d_reclen;
        }
    if (work >= 0)
        close(work);
    return untouched && n == 0;
}

struct walk {
    const struct collect *limits;
    char *const *skip;
    collected sink;
    void *context;
    uint32_t files, visited;
    uint64_t bytes;
    bool whole;
};

/* One plain file, read through a descriptor that was checked after it was opened. */
static bool hand_over(struct walk *w, int dir, const char *leaf, const char *name)
{
    int fd = open_below(dir, leaf, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    if (fd < 0)
        return false;
    bool fits = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1 && w->files < w->limits->max_files &&
                (uint64_t)st.st_size <= w->limits->max_file_bytes && w->bytes + (uint64_t)st.st_size <= w->limits->max_bytes;
    if (fits) {
        static uint8_t chunk[MESSAGE_CHUNK];
        struct bytes octets = {(const uint8_t *)name, strlen(name)};
        uint8_t flags = st.st_mode & 0111 ? FILE_EXECUTABLE : 0;
        ssize_t n;
        uint64_t left = (uint64_t)st.st_size;
        do {
            n = read(fd, chunk, left < sizeof chunk ? left : sizeof chunk);
            if (n >= 0)
                w->sink(w->context, flags, octets, (struct bytes){chunk, (size_t)n});
            left -= n > 0 ? (uint64_t)n : 0;
            flags |= FILE_APPEND;
        } while (n > 0 && left > 0);
        fits = n >= 0;
        w->files++;
        w->bytes += (uint64_t)st.st_size;
    }
    close(fd);
    return fits;
}

static void walk(struct walk *w, int dir, const char *prefix, uint32_t depth)
{
    enum { VISITED_MAX = 20000, DEPTH_MAX = 64 /* each level costs 4 KiB of stack and two descriptors */ };
    int again = open_below(dir, ".", O_RDONLY | O_DIRECTORY);
    DIR *d = again < 0 ? NULL : fdopendir(again);
    if (d == NULL) {
        if (again >= 0)
            close(again);
        w->whole = false;
        return;
    }
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        char name[NAME_MAX_BYTES + 1];
        if (is_dots(e->d_name))
            continue;
        if (++w->visited > VISITED_MAX || snprintf(name, sizeof name, "%s%s", prefix, e->d_name) > NAME_MAX_BYTES - 2) {
            w->whole = false;
            continue;
        }
        if (e->d_type == DT_DIR) {
            int sub = depth + 1 < w->limits->max_depth && depth < DEPTH_MAX ? open_below(dir, e->d_name, O_RDONLY | O_DIRECTORY) : -1;
            if (sub < 0) {
                w->whole = false;
                continue;
            }
            strcat(name, "/");
            walk(w, sub, name, depth + 1);
            close(sub);
        } else if (!skipped(w->skip, name)) {
            w->whole &= e->d_type == DT_REG && hand_over(w, dir, e->d_name, name);
        }
    }
    closedir(d);
}

bool workspace_collect(int mount, const struct collect *limits, char *const *skip, collected sink, void *context)
{
    struct walk w = {.limits = limits, .skip = skip, .sink = sink, .context = context, .whole = true};
    int work = open_below(mount, "work", O_RDONLY | O_DIRECTORY);
    if (work < 0)
        return false;
    walk(&w, work, "", 0);
    close(work);
    return w.whole;
}
