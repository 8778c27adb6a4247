// carrel-expect: disk-limit
// carrel-limits: memory=256MB disk=32MB file=16MB wall=8s
// carrel-why: a /dev/shm with a cap of its own, or none, doubles what a program may store.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char block[1 << 20];

int main(void) {
    memset(block, 1, sizeof block);
    const char *folders[] = {"/dev/shm", "/tmp", "."};
    int megabytes = 0;
    for (int file = 0; file < 30; file++) {
        char name[64];
        snprintf(name, sizeof name, "%s/hog%d", folders[file % 3], file);
        int fd = open(name, O_WRONLY | O_CREAT, 0600);
        if (fd < 0) return 1;
        for (int n = 0; n < 8; n++, megabytes++) {
            if (write(fd, block, sizeof block) != sizeof block) return 1;
            if (megabytes > 34) {
                puts("breach: more than the 32 MB of the disk limit");
                return 0;
            }
        }
        close(fd);
    }
    return 0;
}
