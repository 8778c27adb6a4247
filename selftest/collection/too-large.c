// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: memory=256MB disk=64MB file=16MB wall=8s
// carrel-leaves: kept.txt
// carrel-refuses: large0.txt large1.txt large2.txt large3.txt
// carrel-why: files within the disk limit can still be more than a result may carry; the sparse one is nothing but length.
#include "held.h"

static char block[1 << 20];

int main(void) {
    int fd = open("kept.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot("kept.txt");
    memset(block, 'x', sizeof block);
    for (int file = 0; file < 4; file++) {
        char name[16];
        snprintf(name, sizeof name, "large%d.txt", file);
        fd = open(name, O_WRONLY | O_CREAT, 0600);
        if (fd < 0) cannot(name);
        if (file == 3) {
            if (ftruncate(fd, 15 << 20) < 0) cannot(name);
            break;
        }
        for (int n = 0; n < 12; n++)
            if (write(fd, block, sizeof block) != sizeof block) cannot(name);
        close(fd);
    }
    return held();
}
