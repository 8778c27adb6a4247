// carrel-expect: compile-error
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: the same with a file that only the host has: it must not be found.
#include "/var/tmp/carrel-selftest-mark"

int main(void) {
    return 0;
}
