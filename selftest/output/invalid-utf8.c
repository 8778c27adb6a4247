// carrel-expect: ok
// carrel-stdout: a\ufffd\ufffdb\ufffdc
// carrel-limits: wall=5s
// carrel-why: octets that are no UTF-8 must not break the frame, the JSON or the page; each is shown as one U+FFFD.
#include <unistd.h>

int main(void) {
    return write(1, "a\xff\xfe" "b\x80" "c", 6) != 6;
}
