/* Uses the machine in one of five ways, by the processor's clock or by work: reads "KIND MS LOOPS". With LOOPS 0 it goes on
 * until it has had MS milliseconds of processor time, and tells how many loops that took; else it does that many. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 8, BLOCK = 1 << 20, BLOCKS = 48, LINE = 64, WRITTEN = 512 << 10 };

static char kind[16];
static double ms;
static long loops;
static char *memory;
static volatile unsigned number = 1;

static double used(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void compute(void)
{
    for (int i = 0; i < 20000; i++) number = number * 1664525 + 1013904223;
}

static void once(long loop)
{
    static char line[LINE];
    if (memory) memset(memory + loop % BLOCKS * BLOCK, (int)loop, BLOCK);
    else if (kind[0] == 'o' && loop * LINE < WRITTEN) write(1, memset(line, '\n', LINE), LINE);
    else compute();
}

static void *exert(void *share)
{
    long mine = loops / *(int *)share, done = 0;
    while (loops ? done < mine : used() < ms) once(done++);
    return (void *)done;
}

int main(void)
{
    pthread_t threads[THREADS];
    int alone = 1, many = THREADS;
    long done = 0;
    if (scanf("%15s %lf %ld", kind, &ms, &loops) != 3) return 2;
    if (kind[0] == 's') {
        struct timespec time = {(time_t)(ms / 1e3), (long)(ms * 1e6) % 1000000000};
        return nanosleep(&time, NULL);
    }
    if (kind[0] == 'm' && !(memory = malloc((size_t)BLOCKS * BLOCK))) return 3;
    if (kind[0] == 't') {
        for (int i = 0; i < THREADS; i++)
            if (pthread_create(threads + i, NULL, exert, &many)) return 4;
        for (int i = 0; i < THREADS; i++) {
            void *part;
            pthread_join(threads[i], &part);
            done += (long)part;
        }
    } else {
        done = (long)exert(&alone);
    }
    fprintf(stderr, "%ld\n", done);
    return 0;
}
