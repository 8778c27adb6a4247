// carrel-expect: time-limit
// carrel-limits: cpu=2s wall=2s
// carrel-why: a program that for ever replaces itself resets timers and handlers kept by the process; limits must not live there.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **args) {
    char next[24];
    snprintf(next, sizeof next, "%ld", count > 1 ? atol(args[1]) + 1 : 1);
    execl("/proc/self/exe", args[0], next, (char *)NULL);
    perror("breach of the probe: exec");
    return 3;
}
