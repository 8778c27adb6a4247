// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=128MB wall=8s
// carrel-why: locked pages cannot be reclaimed; whether locking is refused or not, the limit must hold.
#include <stdio.h>
#include <sys/mman.h>

int main(void) {
    size_t size = 16UL << 20;
    for (int i = 0; i < 32; i++) {
        volatile char *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (block == MAP_FAILED) return 1;
        mlock((void *)block, size);
        for (size_t at = 0; at < size; at += 4096) block[at] = 1;
    }
    puts("breach: 512 MB locked or touched");
    return 0;
}
