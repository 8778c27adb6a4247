// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=128MB wall=8s
// carrel-short: yes
// carrel-why: memory without a ceiling drives the machine into swap and the kernel into killing whom it likes.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    size_t size = 512UL << 20;
    volatile char *block = malloc(size);
    if (block == NULL) return 1;
    for (size_t i = 0; i < size; i += 4096) block[i] = 1;
    puts("breach: 512 MB touched");
    return 0;
}
