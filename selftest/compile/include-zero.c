// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-compile-limits: cpu=20s wall=20s memory=128MB
// carrel-why: a compiler that reads an endless device as a header eats all memory that it is given.
#include "/dev/zero"

int main(void) {
    return 0;
}
