// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a container was left by writing to /proc/self/exe of a program that had come from the host; nothing of the host's may be executed or written through /proc.
#include "held.h"

/* A close-on-exec pipe tells a successful exec from a failed one. */
static void not_executed(const char *path) {
    int ends[2], status;
    char byte;
    if (pipe2(ends, O_CLOEXEC) < 0) cannot("pipe");
    pid_t child = fork();
    if (child < 0) cannot("fork");
    if (child == 0) {
        execl(path, "carrel-box", "--version", (char *)NULL);
        _exit(write(ends[1], "x", 1) != 1);
    }
    close(ends[1]);
    long failed = read(ends[0], &byte, 1);
    waitpid(child, &status, 0);
    if (failed != 1) breach("%s was executed", path);
    close(ends[0]);
}

int main(void) {
    unwritable("/proc/self/exe");
    unwritable("/proc/1/exe");
    not_executed("/proc/1/exe");
    not_executed("/proc/1/fd/3");
    not_executed("/proc/1/root/bin/sh");
    return held();
}
