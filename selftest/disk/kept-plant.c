// carrel-expect: ok
// carrel-stdout: planted
// carrel-why: the planting half of disk/kept.c.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    static const char *folders[] = {".", "/tmp", "/dev/shm", "/var/tmp", "/run", "/run/lock", "/var/lock", "/dev", "/dev/mqueue",
        "/home", "/root", "/var/cache", "/var/run", "/mnt", "/proc", "/sys", ""};
    int planted = 0;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s/carrel-planted", folders[i]);
        int fd = open(name, O_WRONLY | O_CREAT, 0666);
        if (fd < 0) continue;
        planted += write(fd, "planted\n", 8) == 8;
        close(fd);
    }
    puts(planted > 0 ? "planted" : "breach of the probe: nothing could be planted");
    return 0;
}
