// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=64MB disk=48MB file=16MB wall=8s
// carrel-why: files of a tmpfs are memory; counted apart, disk and memory limits add up to more than was granted.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char block[1 << 20];

int main(void) {
    memset(block, 1, sizeof block);
    for (int i = 0; i < 4; i++) {
        char name[16];
        snprintf(name, sizeof name, "file%d", i);
        int fd = open(name, O_WRONLY | O_CREAT, 0600);
        for (int n = 0; n < 10; n++)
            if (write(fd, block, sizeof block) != sizeof block) {
                puts("breach of the probe: 40 MB do not fit the disk");
                return 0;
            }
    }
    size_t size = 48UL << 20;
    volatile char *heap = malloc(size);
    if (heap == NULL) return 1;
    for (size_t at = 0; at < size; at += 4096) heap[at] = 1;
    puts("breach: 40 MB of files beside 48 MB of heap");
    return 0;
}
