// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: wall=10s
// carrel-why: unix sockets pass every network namespace by their path and none by their abstract name; a daemon's socket in sight is that daemon's power.
#include "held.h"
#include <ftw.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static void not_connected(const char *name, int abstract) {
    static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(name);
    memcpy(address.sun_path + abstract, name, length);
    for (int i = 0; i < 3; i++) {
        int fd = socket(AF_UNIX, types[i], 0);
        if (fd < 0) cannot("a unix socket");
        refused(name, connect(fd, (struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + 1)));
        close(fd);
    }
}

static int look(const char *path, const struct stat *what, int kind, struct FTW *where) {
    (void)kind;
    (void)where;
    if (S_ISSOCK(what->st_mode)) breach("%s is a socket", path);
    if (S_ISFIFO(what->st_mode)) breach("%s is a FIFO", path);
    return 0;
}

int main(void) {
    static const char *paths[] = {"/run/docker.sock", "/var/run/docker.sock", "/run/containerd/containerd.sock", "/run/crio/crio.sock",
        "/run/podman/podman.sock", "/run/dbus/system_bus_socket", "/run/systemd/private", "/run/systemd/journal/dev-log", "/dev/log",
        "/run/snapd.socket", "/tmp/.X11-unix/X0", "/tmp/.s.PGSQL.5432", "/var/run/postgresql/.s.PGSQL.5432", "/run/carrel/box.sock"};
    static const char *names[] = {"/tmp/.X11-unix/X0", "/tmp/.ICE-unix/1", "/tmp/dbus-session", "/org/freedesktop/systemd1/notify", "carrel", "carrel-box",
        "/containerd-shim/moby/shim.sock", "ISCSIADM_ABSTRACT_NAMESPACE", "/var/run/docker.sock", "cups", "org.kernel.linux.storage.multipathd"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) not_connected(paths[i], 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) not_connected(names[i], 1);
    static char table[65536];
    if (slurp("/proc/self/net/unix", table, sizeof table) > 0 && strchr(table, '@') != NULL) breach("abstract sockets of others are listed: %.200s", strchr(table, '@'));
    static const char *trees[] = {"/", "/dev", "/tmp", "/dev/shm", "."};
    for (size_t i = 0; i < sizeof trees / sizeof trees[0]; i++) nftw(trees[i], look, 32, FTW_PHYS | FTW_MOUNT);
    return held();
}
