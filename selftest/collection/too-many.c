// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: disk=32MB files=4096 wall=8s
// carrel-why: a thousand results in a hundred folders must stop at the caps on count and depth, and say that some were left.
#include "held.h"
#include <sys/stat.h>

int main(void) {
    for (int folder = 0; folder < 100; folder++) {
        char name[32];
        snprintf(name, sizeof name, "folder%d", folder);
        if (mkdir(name, 0700) < 0) cannot(name);
        for (int file = 0; file < 10; file++) {
            snprintf(name, sizeof name, "folder%d/file%d.txt", folder, file);
            int fd = open(name, O_WRONLY | O_CREAT, 0600);
            if (fd < 0 || write(fd, name, 8) != 8) cannot(name);
            close(fd);
        }
    }
    return held();
}
