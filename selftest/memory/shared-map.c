// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=128MB wall=8s
// carrel-why: a shared mapping of /dev/zero is kernel-internal tmpfs, which per-process accounting does not see.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
    size_t size = 512UL << 20;
    int fd = open("/dev/zero", O_RDWR);
    volatile char *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | (fd < 0 ? MAP_ANONYMOUS : 0), fd, 0);
    if (block == MAP_FAILED) return 1;
    for (size_t at = 0; at < size; at += 4096) block[at] = 1;
    puts("breach: 512 MB shared");
    return 0;
}
