// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=128MB wall=8s
// carrel-why: a gigabyte that the executable only announces must be counted when it is touched.
#include <stdio.h>

static volatile char huge[1L << 30];

int main(void) {
    for (size_t at = 0; at < sizeof huge; at += 4096) huge[at] = 1;
    puts("breach: 1 GB of bss touched");
    return 0;
}
