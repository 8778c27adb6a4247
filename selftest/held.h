/*
 * What the probes share. A refusal is silent, whatever its errno; a breach is named and ends the program with 1.
 * Built with -DHELD_ALL a probe goes on after a breach and tells on stderr how each call was refused: its author
 * runs it so outside any sandbox to see that it can fail.
 */
#ifndef HELD_H
#define HELD_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static inline __attribute__((format(printf, 1, 2))) void breach(const char *format, ...) {
    va_list values;
    va_start(values, format);
    fputs("breach: ", stdout);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
    fflush(stdout);
#ifndef HELD_ALL
    _exit(1);
#endif
}

/* The probe could not be set up, so that it would prove nothing. */
static inline void cannot(const char *what) {
    printf("cannot look: %s: %s\n", what, strerror(errno));
    fflush(stdout);
    _exit(2);
}

static inline void refused(const char *what, long result) {
    int error = errno;
    if (result != -1) breach("%s was not refused, it answered %ld", what, result);
#ifdef HELD_ALL
    else fprintf(stderr, "refused: %s: %s\n", what, strerror(error));
#endif
    (void)error;
}

static inline void unreadable(const char *path) {
    char byte;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        refused(path, -1);
        return;
    }
    if (read(fd, &byte, 1) >= 0 || errno == EAGAIN) breach("%s can be read", path);
    else refused(path, -1);
    close(fd);
}

static inline void unwritable(const char *path) {
    int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd >= 0) {
        breach("%s opens for writing", path);
        close(fd);
    } else refused(path, -1);
}

/* The whole of a small file, ended by NUL; -1 when it cannot be read. */
static inline long slurp(const char *path, char *to, size_t room) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    size_t n = 0;
    ssize_t got;
    while (n + 1 < room && (got = read(fd, to + n, room - 1 - n)) > 0) n += (size_t)got;
    close(fd);
    to[n] = 0;
    return (long)n;
}

static inline void doze(long milliseconds) {
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    while (nanosleep(&time, &time) < 0 && errno == EINTR) {}
}

static inline double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static inline int held(void) {
    puts("held");
    return 0;
}
#endif
