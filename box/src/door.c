/* The socket at which clients knock: where it stands, who may reach it, and what killed boxes left beside it. */
#define _GNU_SOURCE
#include "box.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static bool nobody_listens(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (snprintf(address.sun_path, sizeof address.sun_path, "%s", path) >= (int)sizeof address.sun_path)
        return false;
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool refused = s >= 0 && connect(s, (struct sockaddr *)&address, sizeof address) != 0 && errno == ECONNREFUSED;
    close(s);
    return refused;
}

/* Sockets of boxes that were killed: the pid in the name is gone, and nobody answers (a pid means little across containers). */
static void sweep_sockets(const char *run)
{
    DIR *d = opendir(run);
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
        char path[PATH_MAX];
        int pid, end = 0;
        if (sscanf(e->d_name, "box-%d.sock%n", &pid, &end) != 1 || pid <= 0 || end == 0 || e->d_name[end] != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", run, e->d_name);
        if (kill(pid, 0) != 0 && errno == ESRCH && nobody_listens(path))
            unlink(path);
    }
    if (d != NULL)
        closedir(d);
}

struct door door_open(const char *run, gid_t clients)
{
    struct door door;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int n = snprintf(address.sun_path, sizeof address.sun_path, "%s/box-%d.sock", run, getpid());
    errno = ENAMETOOLONG;
    if (n >= (int)sizeof address.sun_path)
        die(run);
    _Static_assert(sizeof door.path == sizeof address.sun_path, "a socket's path");
    strcpy(door.path, address.sun_path);
    unlink(door.path);
    /* As root we change the socket's owner and mode by its path: nobody else may move that path meanwhile. */
    struct stat folder;
    errno = EPERM;
    if (geteuid() == 0 && (stat(run, &folder) != 0 || folder.st_uid != 0 || (folder.st_mode & 022) != 0))
        die(run);
    sweep_sockets(run);
    door.listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (door.listener < 0 || bind(door.listener, (struct sockaddr *)&address, sizeof address) != 0 || chmod(door.path, 0660) != 0 ||
        (geteuid() == 0 && chown(door.path, 0, clients) != 0) || listen(door.listener, 128) != 0)
        die(door.path);
    return door;
}
