// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=64MB wall=10s processes=64
// carrel-why: forty processes of 6 MB each pass a limit that counts per process, and the program itself survives the kill of its children.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    int killed = 0, status;
    for (int i = 0; i < 40; i++) {
        if (fork() != 0) continue;
        size_t size = 6UL << 20;
        volatile char *block = malloc(size);
        if (block == NULL) _exit(1);
        for (size_t at = 0; at < size; at += 4096) block[at] = 1;
        sleep(8);
        _exit(0);
    }
    while (!killed && wait(&status) > 0) killed = status != 0;
    if (killed) return 1;
    puts("breach: 240 MB held at once");
    return 0;
}
