// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-leaves: kept.txt
// carrel-refuses: passwd.txt zeros.txt mark.txt above.txt init.txt loop.txt twin.txt
// carrel-why: who opens a result by its path reads, as itself, whatever the program made it point to.
#include "held.h"

int main(void) {
    static const char *links[][2] = {{"/etc/passwd", "passwd.txt"}, {"/dev/urandom", "zeros.txt"},
        {"/var/tmp/carrel-selftest-mark", "mark.txt"}, {"../../../../../../../../var/tmp/carrel-selftest-mark", "above.txt"},
        {"/proc/1/environ", "init.txt"}, {"loop.txt", "loop.txt"}, {"kept.txt", "twin.txt"}};
    int fd = open("kept.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot("kept.txt");
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (symlink(links[i][0], links[i][1]) < 0) cannot(links[i][1]);
    return held();
}
