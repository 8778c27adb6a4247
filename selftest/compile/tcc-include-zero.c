// carrel-expect: compile-error
// carrel-version: tcc-0.9
// carrel-compile-limits: cpu=20s wall=20s memory=64MB
// carrel-why: a small compiler has no bounds of its own; it stops at the first octet that is no C.
#include "/dev/zero"

int main(void) {
    return 0;
}
