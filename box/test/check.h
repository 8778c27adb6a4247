/* Promises, counted: a test is a function, its promises are CHECKs, and one broken promise fails it. */
#ifndef CARREL_CHECK_H
#define CARREL_CHECK_H

#include <stdbool.h>
#include <stdio.h>

static int passed, failed;
static bool broken;

#define CHECK(promise) ((promise) ? (void)0 : (void)(broken = true, fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #promise)))
#define TEST(function)                                               \
    do {                                                             \
        broken = false;                                              \
        function();                                                  \
        broken ? failed++ : passed++;                                \
        if (broken) fprintf(stderr, "FAILED %s\n", #function);       \
    } while (0)
#define SUMMARY() (printf("%d passed, %d failed\n", passed, failed), failed != 0)

#endif
