/* Promises, counted: a test is a function, its promises are CHECKs, and one broken promise fails it. TIMES=1: how long each took. */
#ifndef CARREL_CHECK_H
#define CARREL_CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int passed, failed;
static bool broken;

#define CHECK(promise) ((promise) ? (void)0 : (void)(broken = true, fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #promise)))
#define TEST(function)                                               \
    do {                                                             \
        struct timespec from, to;                                    \
        broken = false;                                              \
        clock_gettime(CLOCK_MONOTONIC, &from);                       \
        function();                                                  \
        clock_gettime(CLOCK_MONOTONIC, &to);                         \
        broken ? failed++ : passed++;                                \
        if (broken) fprintf(stderr, "FAILED %s\n", #function);       \
        if (getenv("TIMES") != NULL)                                 \
            fprintf(stderr, "%6ld ms %s\n", (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000, #function); \
    } while (0)
#define SUMMARY() (printf("%d passed, %d failed\n", passed, failed), failed != 0)

#endif
