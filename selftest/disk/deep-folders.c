// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: disk=32MB files=4096 wall=8s
// carrel-leaves: kept.txt
// carrel-why: thousands of nested folders break whoever walks them by recursion or by path.
#include "held.h"
#include <sys/stat.h>

int main(void) {
    int fd = open("kept.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot("kept.txt");
    for (int depth = 0; depth < 3000; depth++) {
        if (mkdir("d", 0700) < 0 || chdir("d") < 0) {
            if (depth < 200) cannot("folders in folders");
            break;
        }
    }
    fd = open("bottom.txt", O_WRONLY | O_CREAT, 0600);
    return held();
}
