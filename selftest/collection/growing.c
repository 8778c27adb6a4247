// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: disk=32MB file=16MB wall=5s
// carrel-leaves: kept.txt
// carrel-why: a file that grows while it is read never ends, and passes a cap that was checked before.
#include "held.h"

static char block[4096];

int main(void) {
    int fd = open("kept.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot("kept.txt");
    fd = open("growing.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0) cannot("growing.txt");
    if (fork() == 0) {
        setsid();
        for (;;)
            if (write(fd, block, sizeof block) < 0 || lseek(fd, 0, SEEK_CUR) > 15 << 20) {
                if (ftruncate(fd, 0) < 0) _exit(1);
                lseek(fd, 0, SEEK_SET);
            }
    }
    doze(100);
    return held();
}
