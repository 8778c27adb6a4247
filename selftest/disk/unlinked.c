// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: memory=256MB disk=32MB file=16MB wall=8s
// carrel-why: a deleted file that is still open is in no listing but holds its space.
#include "held.h"

static char block[1 << 20];

int main(void) {
    memset(block, 1, sizeof block);
    for (int file = 0, written = 0; file < 20; file++) {
        int fd = open("ghost", O_WRONLY | O_CREAT, 0600);
        if (fd < 0 || unlink("ghost") < 0) break;
        for (int n = 0; n < 8; n++) {
            if (write(fd, block, sizeof block) != sizeof block) return held();
            if (++written > 34) breach("%d MB in deleted files", written);
        }
    }
    return held();
}
