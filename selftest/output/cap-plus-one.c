// carrel-expect: output-limit
// carrel-limits: output=65536 wall=5s
// carrel-why: one octet above the cap is above it, even when the program has already left with 0.
#include <string.h>
#include <unistd.h>

int main(void) {
    char block[65537];
    memset(block, 'x', sizeof block);
    for (size_t at = 0; at < sizeof block;) {
        ssize_t wrote = write(1, block + at, sizeof block - at);
        if (wrote < 0) return 1;
        at += (size_t)wrote;
    }
    return 0;
}
