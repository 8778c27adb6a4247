// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-limits: memory=128MB wall=10s processes=64
// carrel-why: sixty small processes that made themselves unattractive get the sandbox's own process killed, and memory-limit becomes our fault.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void score(const char *path, const char *value) {
    int fd = open(path, O_WRONLY);
    if (fd < 0) return;
    if (write(fd, value, strlen(value)) < 0) { /* a refusal is fine, the limit counts */ }
    close(fd);
}

enum { HOGS = 60 };

/* Holds what it has for as long as it is let: when a machine is slow, the first must not be gone before the last has come. */
static int hog(void) {
    size_t size = 3UL << 20;
    volatile char *block = malloc(size);
    if (block == NULL) return 1;
    for (size_t at = 0; at < size; at += 4096) block[at] = 1;
    if (write(STDOUT_FILENO, "h", 1) != 1) return 1;
    for (;;) pause();
}

static void one_died(int signal) { (void)signal; _exit(1); }

int main(int count, char **args) {
    if (count > 1) return hog();
    score("/proc/self/oom_score_adj", "1000");
    score("/proc/self/oom_score_adj", "0");
    score("/proc/self/oom_score_adj", "-1000");
    score("/proc/self/oom_adj", "-17");
    score("/proc/1/oom_score_adj", "1000");
    int holding[2];
    char one;
    if (pipe(holding) != 0) return 1;
    signal(SIGCHLD, one_died);
    for (int i = 0; i < HOGS; i++)
        if (fork() == 0) {
            dup2(holding[1], STDOUT_FILENO);
            execl("/proc/self/exe", args[0], "hog", (char *)NULL);
            _exit(1);
        }
    for (int i = 0; i < HOGS; i++)
        if (read(holding[0], &one, 1) != 1) return 1;
    puts("breach: 180 MB held at once");
    return 0;
}
