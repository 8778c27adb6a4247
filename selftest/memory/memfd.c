// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=128MB wall=8s file=16MB openFiles=256
// carrel-why: nameless files in memory belong to no tmpfs with a cap; only the memory limit is left to count them.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
    size_t size = 8UL << 20;
    for (int i = 0; i < 50; i++) {
        int fd = memfd_create("hog", 0), named = fd >= 0 && ftruncate(fd, (off_t)size) == 0;
        volatile char *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | (named ? 0 : MAP_ANONYMOUS), named ? fd : -1, 0);
        if (block == MAP_FAILED) return 1;
        for (size_t at = 0; at < size; at += 4096) block[at] = 1;
        munmap((void *)block, named ? size : 0);
    }
    puts("breach: 400 MB in nameless files");
    return 0;
}
