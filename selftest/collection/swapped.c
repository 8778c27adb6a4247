// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-leaves: kept.txt
// carrel-why: a file exchanged for a link between the look and the open is read through the link; nothing may be alive to exchange it.
#include "held.h"

#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE 2
#endif

int main(void) {
    int fd = open("kept.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot("kept.txt");
    fd = open("swapped.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "plain\n", 6) != 6) cannot("swapped.txt");
    if (symlink("/var/tmp/carrel-selftest-mark", "swap-link") < 0) cannot("symlink");
    for (int i = 0; i < 2; i++)
        if (fork() == 0) {
            setsid();
            for (;;)
                if (syscall(SYS_renameat2, AT_FDCWD, "swapped.txt", AT_FDCWD, "swap-link", RENAME_EXCHANGE) < 0) {
                    rename("swapped.txt", "swap-third");
                    rename("swap-link", "swapped.txt");
                    rename("swap-third", "swap-link");
                }
        }
    doze(200);
    return held();
}
