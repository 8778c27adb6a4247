// carrel-expect: ok
// carrel-version: clang-19
// carrel-compile-limits: cpu=20s wall=20s memory=256MB
// carrel-why: another compiler, another way of reading a header that never ends: it takes a device for an empty file.
#include "/dev/zero"

int main(void) {
    return 0;
}
