// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-leaves: kept.txt
// carrel-why: modes of zero, set-id bits and a locked working folder are the program's last words; collecting must neither fail nor repeat them.
#include "held.h"
#include <sys/stat.h>

int main(void) {
    int fd = open("kept.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot("kept.txt");
    if (mkdir("locked", 0700) < 0 || open("locked/inside.txt", O_WRONLY | O_CREAT, 0) < 0) cannot("locked");
    if (open("zero.txt", O_WRONLY | O_CREAT, 0) < 0) cannot("zero.txt");
    fd = open("setid.txt", O_WRONLY | O_CREAT, 0700);
    if (fd < 0 || fchmod(fd, 06777) < 0) fd = -1;
    chmod("locked", 0);
    chmod(".", 0);
    return held();
}
