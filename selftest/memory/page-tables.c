// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=64MB wall=8s
// carrel-why: one byte in every 2 MB costs a page of page tables each time; uncharged, the kernel pays.
#include <stdio.h>
#include <sys/mman.h>

int main(void) {
    size_t size = 64UL << 30, step = 2UL << 20;
    volatile char *space = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (space == MAP_FAILED) return 1;
    for (size_t at = 0; at < size; at += step) space[at] = 1;
    puts("breach: 128 MB of pages and 128 MB of page tables");
    return 0;
}
