// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: memory=128MB wall=8s
// carrel-why: two gigabytes of arguments are copied by the kernel on exec; without its bound they are uncharged memory.
#include "held.h"

int main(int count, char **args) {
    int variables = 0;
    while (environ[variables] != NULL) variables++;
    if (count > 2 || variables > 1000) breach("exec took %d arguments and %d variables", count, variables);
    static char longest[131000];
    static char *many[16384 + 2];
    memset(longest, 'x', sizeof longest - 1);
    many[0] = args[0];
    for (int i = 1; i <= 16384; i++) many[i] = longest;
    refused("2 GB of arguments", execv("/proc/self/exe", many));
    char *nothing[] = {args[0], NULL};
    refused("2 GB of environment", execve("/proc/self/exe", nothing, many));
    return held();
}
