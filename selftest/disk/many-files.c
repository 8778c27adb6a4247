// carrel-expect: disk-limit
// carrel-limits: memory=256MB disk=32MB file=16MB wall=8s
// carrel-why: a limit per file multiplied by the number of files is no limit.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char block[1 << 20];

int main(void) {
    memset(block, 1, sizeof block);
    for (int file = 0, written = 0; file < 20; file++) {
        char name[16];
        snprintf(name, sizeof name, "part%d", file);
        int fd = open(name, O_WRONLY | O_CREAT, 0600);
        if (fd < 0) return 1;
        for (int n = 0; n < 15; n++) {
            if (write(fd, block, sizeof block) != sizeof block) return 1;
            if (++written > 34) {
                puts("breach: more than the 32 MB of the disk limit");
                return 0;
            }
        }
        close(fd);
    }
    return 0;
}
