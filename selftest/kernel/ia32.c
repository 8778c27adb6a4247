// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-machine: x86_64
// carrel-why: int 0x80 enters the 32-bit table, where the same number is another call: a filter for one architecture is none for the other.
#include "held.h"

static long old_call(long number, long first) {
    long answer;
    __asm__ volatile("int $0x80" : "=a"(answer) : "a"(number), "b"(first) : "memory", "r8", "r9", "r10", "r11");
    return (int)answer;
}

static int made(long number, long first) {
    int status;
    pid_t child = fork();
    if (child < 0) cannot("fork");
    if (child == 0) _exit(old_call(number, first) >= 0);
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

int main(void) {
    if (made(20, 0)) breach("getpid by int 0x80");
    if (made(24, 0)) breach("getuid by int 0x80");
    if (made(310, 0x10000000)) breach("unshare by int 0x80");
    return held();
}
