// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: memory=256MB openFiles=256 processes=64 wall=10s
// carrel-beside: hello
// carrel-why: pipe memory is counted per user: when slots share a user, 900 full pipes leave every other run with pipes of two pages or none.
#include "held.h"

static void hold(int count) {
    static char block[65536];
    for (int i = 0; i < count; i++) {
        int ends[2];
        if (pipe2(ends, O_NONBLOCK) < 0) break;
        fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
        if (write(ends[1], block, sizeof block) < 0) break;
    }
}

int main(void) {
    int ready[2];
    if (pipe(ready) < 0) cannot("pipe");
    for (int i = 0; i < 8; i++) {
        if (fork() != 0) continue;
        hold(113);
        if (write(ready[1], "x", 1) < 0) _exit(1);
        for (;;) pause();
    }
    char byte;
    for (int i = 0; i < 8; i++)
        if (read(ready[0], &byte, 1) != 1) cannot("the holders");
    held();
    fflush(stdout);
    sleep(3);
    return 0;
}
