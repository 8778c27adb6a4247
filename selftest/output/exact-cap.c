// carrel-expect: ok
// carrel-limits: output=65536 wall=5s
// carrel-why: the cap itself is allowed on each stream; a cap that counts both together, or is one short, fails a right program.
#include <string.h>
#include <unistd.h>

int main(void) {
    char block[65536];
    memset(block, 'x', sizeof block);
    for (int stream = 1; stream <= 2; stream++)
        for (size_t at = 0; at < sizeof block;) {
            ssize_t wrote = write(stream, block + at, sizeof block - at);
            if (wrote < 0) return 1;
            at += (size_t)wrote;
        }
    return 0;
}
