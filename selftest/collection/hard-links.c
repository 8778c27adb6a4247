// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-leaves: kept.txt
// carrel-refuses: one.txt two.txt
// carrel-why: a second name means that the file may be someone else's; only files with one name are known to be the program's.
#include "held.h"

static void put(const char *name) {
    int fd = open(name, O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot(name);
    close(fd);
}

int main(void) {
    put("kept.txt");
    put("one.txt");
    if (link("one.txt", "two.txt") < 0) cannot("a hard link");
    return held();
}
