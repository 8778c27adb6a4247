// carrel-expect: disk-limit
// carrel-limits: memory=256MB disk=32MB file=16MB wall=5s
// carrel-why: fallocate takes space without writing a byte, so a count of written bytes never sees it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int take(off_t size) {
    static int files;
    char name[32];
    snprintf(name, sizeof name, "reserved%d", files++);
    int fd = open(name, O_WRONLY | O_CREAT, 0600);
    if (fd < 0) return 0;
    int taken = fallocate(fd, 0, 0, size) == 0;
    close(fd);
    return taken;
}

int main(void) {
    static const off_t sizes[] = {15 << 20, 256 << 10, 4096};
    off_t total = 0;
    for (int i = 0; i < 3; i++)
        while (take(sizes[i]))
            if ((total += sizes[i]) > 34 << 20) {
                puts("breach: more than the 32 MB of the disk limit");
                return 0;
            }
    return 1;
}
