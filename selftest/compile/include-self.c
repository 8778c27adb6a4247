// carrel-expect: compile-error
// carrel-why: a file that includes itself must end at the compiler's own depth, with its message and not with its stack.
#include __FILE__

int main(void) {
    return 0;
}
