// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: chroot below an open folder, or pivot_root, is the oldest way out of a root.
#include "held.h"
#include <sys/stat.h>

int main(void) {
    mkdir("jail", 0700);
    int here = open("/", O_RDONLY | O_DIRECTORY);
    refused("chroot", chroot("jail"));
    refused("chroot of /", chroot("/"));
    refused("pivot_root", syscall(SYS_pivot_root, ".", "jail"));
    if (fchdir(here) == 0)
        for (int i = 0; i < 64; i++)
            if (chdir("..") < 0) break;
    if (access("var/tmp/carrel-selftest-mark", F_OK) == 0) breach("the host's file tree is here");
    return held();
}
