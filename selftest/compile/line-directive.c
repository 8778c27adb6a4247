// carrel-expect: compile-error
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: after #line a diagnostic quotes whatever file the program names, without any include.
int main(void) {
    return 0;
}
#line 1 "/var/tmp/carrel-selftest-mark"
this is no C;
