// carrel-expect: ok
// carrel-stdout: a\u0000b\u0000
// carrel-limits: wall=5s
// carrel-why: a NUL that ends a string somewhere on the way cuts off or merges what follows.
#include <unistd.h>

int main(void) {
    return write(1, "a\0b", 4) != 4;
}
