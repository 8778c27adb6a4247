// carrel-expect: ok
// carrel-stdout: parent left
// carrel-limits: cpu=5s wall=5s processes=64
// carrel-why: children left behind, spinning, stopped or deaf, would burn beside the next run and in nobody's account.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
    for (int i = 0; i < 12; i++) {
        if (fork() != 0) continue;
        setsid();
        for (int number = 1; number <= 64; number++) signal(number, SIG_IGN);
        close(0);
        close(1);
        close(2);
        if (i % 3 == 0) raise(SIGSTOP);
        if (i % 3 == 1) for (;;) pause();
        for (volatile long n = 0;; n++) {}
    }
    puts("parent left");
    return 0;
}
