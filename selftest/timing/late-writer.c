// carrel-expect: ok
// carrel-stdout: parent left
// carrel-with: held.h
// carrel-limits: wall=5s
// carrel-why: a child that keeps the streams open and writes after the program has ended must neither delay nor change its result.
#include "held.h"

int main(void) {
    pid_t parent = getpid();
    if (fork() == 0) {
        while (getppid() == parent) doze(5);
        doze(300);
        for (;;) breach("written after the end");
    }
    puts("parent left");
    return 0;
}
