/*
 * What a sandbox costs: bench ROOT-NAME RUNS fork|exec -- BARE ARGV... -- SANDBOXED ARGV... [-- OTHER ARGV...]
 * What a command costs without one: bench alone RUNS -- ARGV...
 *
 * Runs the bare command, the same one in a slot, with "fork" a child of that slot's zygote (python3 main.py), and optionally a
 * third command line (bubblewrap around it), one after the other, again and again, so that whatever else the machine does hits
 * all alike. All get the environment that the runner gives a program: without a HOME, Python looks for its user, which costs
 * 0.07 ms. Wall time is spawn to reap. CPU time is the whole machine's, read from the top control group: it counts box, client,
 * kernel and job, whoever did the work; what the idle machine burns meanwhile is measured first and taken off.
 * A command alone has the CPU time that the kernel tells of its own process, as the benchmark of the service counts it, whoever
 * else is at work.
 */
#define _GNU_SOURCE
#include "../test/client.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BARE, EXEC, FORKED, OTHER, MODES, RUNS_MAX = 5000, BEFORE = 5 };
static char *const ENVIRONMENT[] = {"HOME=/tmp", "LANG=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", "TMPDIR=/tmp", NULL};

static uint64_t machine_cpu_ns(void)
{
    char text[256];
    int fd = open("/sys/fs/cgroup/cpuacct/cpuacct.usage", O_RDONLY | O_CLOEXEC);
    bool v1 = fd >= 0;
    if (!v1)
        fd = open("/sys/fs/cgroup/cpu.stat", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (n <= 0)
        die("the machine's CPU time");
    close(fd);
    text[n] = 0;
    return v1 ? strtoull(text, NULL, 10) : strtoull(strchr(text, ' ') + 1, NULL, 10) * 1000;
}

static void spawn_and_wait(char **argv)
{
    pid_t pid;
    int status;
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    for (int fd = 0; fd < 3; fd++)
        posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null", O_RDWR, 0);
    if (posix_spawnp(&pid, argv[0], &quiet, NULL, argv, ENVIRONMENT) != 0 || waitpid(pid, &status, 0) != pid || status != 0)
        die(argv[0]);
    posix_spawn_file_actions_destroy(&quiet);
}

static char *const PYTHON[] = {"python3", "main.py", NULL};

static void run_in_slot(struct client *slot, char *const *argv)
{
    struct wish w = {.file_name = "main.py", .file_content = "print(1)\n", .collect = 16, .share_milli = 500, .memory = 128u << 20};
    for (int i = 0; argv[i] != NULL && i < 7; i++)
        w.argv[i] = argv[i];
    memcpy(w.env, ENVIRONMENT, sizeof w.env);
    struct ended e = client_run(slot, &w);
    if (e.closed || e.refused || e.end != 0 || e.code != 0) {
        fprintf(stderr, "in the slot: end %d code %u: %s %s\n", e.end, e.code, e.why, e.out[2]);
        _exit(1);
    }
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static char **after(char **argv)
{
    while (*argv != NULL && strcmp(*argv, "--") != 0)
        argv++;
    if (*argv == NULL)
        return NULL;
    *argv = NULL;
    return argv + 1;
}

static uint64_t children_cpu_us(void)
{
    struct rusage r;
    getrusage(RUSAGE_CHILDREN, &r);
    return (uint64_t)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1000000 + (uint64_t)(r.ru_utime.tv_usec + r.ru_stime.tv_usec);
}

static int alone(int runs, char **argv)
{
    static uint64_t wall[RUNS_MAX];
    uint64_t cpu_from = 0, sum = 0;
    for (int i = -BEFORE; i < runs; i++) {
        if (i == 0)
            cpu_from = children_cpu_us();
        uint64_t start = now_us();
        spawn_and_wait(argv);
        if (i >= 0)
            sum += wall[i] = now_us() - start;
    }
    qsort(wall, (size_t)runs, sizeof wall[0], by_value);
    printf("p50 %.3f ms cpu %.3f ms mean %.3f ms\n", (double)wall[runs / 2] / 1e3, (double)(children_cpu_us() - cpu_from) / runs / 1e3,
           (double)sum / runs / 1e3);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 64;
    static uint64_t wall[MODES][RUNS_MAX], cpu[MODES];
    int runs = atoi(argv[2]);
    runs = runs < 1 ? 1 : runs > RUNS_MAX ? RUNS_MAX : runs;
    if (strcmp(argv[1], "alone") == 0)
        return alone(runs, argv + 4);
    if (argc < 7)
        return 64;
    bool forks = strcmp(argv[3], "fork") == 0;
    char **bare = after(argv + 3), **boxed = bare == NULL ? NULL : after(bare), **other = boxed == NULL ? NULL : after(boxed);
    struct client slot, zygote;
    char facts[256] = "";
    const char *socket_path = getenv("CARREL_BOX_SOCKET");
    if (boxed == NULL || socket_path == NULL || !client_open(&slot, socket_path, argv[1], false, facts, sizeof facts)) {
        fprintf(stderr, "no slot: %s\n", facts);
        return 1;
    }
    if (forks && (!client_open(&zygote, socket_path, argv[1], false, facts, sizeof facts) || !client_wake_with(&zygote, (const char *const *)PYTHON, (const char *const *)ENVIRONMENT, 8u << 20))) {
        fputs("no zygote\n", stderr);
        return 1;
    }
    uint64_t idle_from = machine_cpu_ns(), from = now_us();
    usleep(500000);
    double idle_per_us = (double)(machine_cpu_ns() - idle_from) / (double)(now_us() - from);
    const bool asked[MODES] = {[BARE] = true, [EXEC] = true, [FORKED] = forks, [OTHER] = other != NULL};
    for (int i = -BEFORE; i < runs; i++)
        for (int m = 0; m < MODES; m++) {
            if (!asked[m])
                continue;
            uint64_t cpu_from = machine_cpu_ns(), start = now_us();
            if (m == EXEC)
                run_in_slot(&slot, boxed);
            else if (m == FORKED)
                run_in_slot(&zygote, PYTHON);
            else
                spawn_and_wait(m == BARE ? bare : other);
            uint64_t took = now_us() - start;
            if (i < 0)
                continue;
            usleep(300); /* what the kernel puts off (freeing namespaces) still belongs to this run */
            wall[m][i] = took;
            double used = (double)(machine_cpu_ns() - cpu_from) - idle_per_us * (double)(now_us() - start);
            cpu[m] += used > 0 ? (uint64_t)used : 0;
        }
    double bare_cpu = (double)cpu[0] / runs / 1e6;
    static const char *const NAME[MODES] = {"bare", "exec", "fork", "other"};
    for (int m = 0; m < MODES; m++) {
        if (!asked[m])
            continue;
        qsort(wall[m], (size_t)runs, sizeof wall[m][0], by_value);
        double c = (double)cpu[m] / runs / 1e6, p50 = (double)wall[m][runs / 2] / 1e3, base = (double)wall[0][runs / 2] / 1e3;
        printf("%-6s wall p50 %7.3f ms (%5.2fx, %+6.3f) p90 %7.3f   cpu %7.3f ms (%5.2fx, %+6.3f)\n", NAME[m], p50, p50 / base, p50 - base,
               (double)wall[m][runs * 9 / 10] / 1e3, c, c / bare_cpu, c - bare_cpu);
    }
    client_close(&slot);
    if (forks)
        client_close(&zygote);
    return 0;
}
