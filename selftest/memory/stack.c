// carrel-expect: runtime-error
// carrel-limits: memory=128MB stack=8MB wall=8s
// carrel-why: recursion without end must be the learner's own error, at the stack's limit, and not the machine's memory.
#include <stdio.h>

static int deeper(volatile char *above, int depth) {
    volatile char here[1024];
    here[0] = above[0];
    if (depth > 65536) return 0;
    return deeper(here, depth + 1) + here[0];
}

int main(void) {
    volatile char first[1] = {0};
    printf("breach: 64 MB of stack, %d\n", deeper(first, 0));
    return 0;
}
