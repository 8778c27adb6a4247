// carrel-expect: compile-error
// carrel-version: clang-19
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: C's own way to copy a file into the program, at compile time.
#include <stdio.h>

static const char stolen[] = {
#embed "/var/tmp/carrel-selftest-mark"
};

int main(void) {
    printf("breach: %.20s\n", stolen);
    return 0;
}
