/*
 * Hostile programs without the Java side: attacker BOX ROOTS RUN FOLDER [CLASS...]. FOLDER holds pairs NAME.c (the attack as selftest has
 * it) and NAME (built from it, linked with the C library of the root `test`). Each is sent as a file and run as anybody's
 * program is; it must end as its head says, in the words of selftest/README.md. After each a hello must come out right.
 * What the head asks for and this driver has no part for (a program before or beside it) is left to carrel selftest.
 *
 * An emulated machine is slow. The cost of a hello, measured at the start, stretches the times that an attack may take; where
 * a time is what the attack must meet, it stands.
 * WORKERS slots are under attack at a time, so that what reaches beyond its own slot meets somebody. An attack has a process
 * of its own here and BOUND seconds: one that holds somebody up is named, with what everybody was doing, and the rest goes on.
 */
#define _GNU_SOURCE
#include "check.h"
#include "client.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HEAD_LINES = 20, WORKERS = 4, BOUND = 60, XCPU = 24, XFSZ = 25 };

struct head {
    char expect[32], stdout_text[256], limits[256], input[256];
    bool has_stdout, loopback, ours;
};

static char socket_path[128], facts[256];
static const char *folder;
static char **classes;
static double slowness = 1;

static bool value_of(const char *line, const char *key, char *out, size_t size)
{
    char start[64];
    snprintf(start, sizeof start, "// carrel-%s: ", key);
    if (strncmp(line, start, strlen(start)) != 0)
        return false;
    snprintf(out, size, "%s", line + strlen(start));
    out[strcspn(out, "\n")] = 0;
    return true;
}

static struct head head_of(const char *source)
{
    struct head h = {.ours = true};
    char line[1024], text[256];
    FILE *f = fopen(source, "re");
    for (int n = 0; f != NULL && n < HEAD_LINES && fgets(line, sizeof line, f) != NULL; n++) {
        h.has_stdout |= value_of(line, "stdout", h.stdout_text, sizeof h.stdout_text);
        value_of(line, "expect", h.expect, sizeof h.expect);
        value_of(line, "limits", h.limits, sizeof h.limits);
        value_of(line, "stdin", h.input, sizeof h.input);
        h.ours &= strchr(h.stdout_text, '\\') == NULL; /* text with escapes is Java's to read */
        h.loopback |= value_of(line, "network", text, sizeof text) && strcmp(text, "loopback") == 0;
        static const char *const MORE[] = {"after", "beside", "args", "env", "leaves", "refuses", "lacks"};
        for (size_t i = 0; i < sizeof MORE / sizeof *MORE; i++)
            h.ours &= !value_of(line, MORE[i], text, sizeof text);
    }
    if (f != NULL)
        fclose(f);
    return h;
}

static double number(const char *text)
{
    char *unit;
    double n = strtod(text, &unit);
    return strcmp(unit, "ms") == 0 ? n / 1000 : strcmp(unit, "KB") == 0 ? n * 1024 : strcmp(unit, "MB") == 0 ? n * (1 << 20) : strcmp(unit, "GB") == 0 ? n * (1 << 30) : n;
}

/* `cpu=2s wall=5s memory=64MB`; what is not named is as for a learner's C program. */
static void apply_limits(char *text, struct wish *w)
{
    *w = (struct wish){.argv = {"./a.out"}, .cpu = 5, .memory = 128u << 20, .output = 1 << 20, .disk = 32u << 20, .file = 32u << 20,
                       .inodes = 1024, .processes = 64, .share_milli = 500, .stack = 64u << 20, .open_files = 256};
    bool own_cpu = false;
    char *rest = NULL;
    for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        double n = equals == NULL ? 0 : number(equals + 1);
        if (strncmp(word, "cpu=", 4) == 0) w->cpu = n, own_cpu = true;
        else if (strncmp(word, "wall=", 5) == 0) w->wall = n;
        else if (strncmp(word, "memory=", 7) == 0) w->memory = (uint64_t)n;
        else if (strncmp(word, "output=", 7) == 0) w->output = (uint64_t)n;
        else if (strncmp(word, "disk=", 5) == 0) w->disk = (uint64_t)n;
        else if (strncmp(word, "file=", 5) == 0) w->file = (uint64_t)n;
        else if (strncmp(word, "stack=", 6) == 0) w->stack = (uint64_t)n;
        else if (strncmp(word, "files=", 6) == 0) w->inodes = (uint32_t)n;
        else if (strncmp(word, "openFiles=", 10) == 0) w->open_files = (uint32_t)n;
        else if (strncmp(word, "processes=", 10) == 0) w->processes = (uint32_t)n;
        else if (strncmp(word, "cores=", 6) == 0) w->share_milli = (uint32_t)(n * 1000);
        else fprintf(stderr, "no such limit: %s\n", word), exit(64);
    }
    if (w->wall <= 0)
        w->wall = own_cpu ? w->cpu * 1000 / w->share_milli + 2 : 5;
}

/* The order in which a bad end is excused is that of dev.carrel.sandbox.Endings. */
static const char *status_of(const struct ended *e)
{
    static const char *const STOPPED[] = {"", "time-limit", "time-limit", "output-limit", "cancelled", "memory-limit"};
    if (e->closed || e->refused || e->end == 2)
        return "internal-error";
    if (e->stopped != 0)
        return STOPPED[e->stopped];
    bool well = e->end == 0 && e->code == 0;
    if (e->oom_kills > 0 && (!well || (e->flags & 32)))
        return "memory-limit";
    if (well)
        return "ok";
    return e->end == 1 && e->code == XCPU ? "time-limit" : e->flags & 4 ? "process-limit" : e->flags & 8 || (e->end == 1 && e->code == XFSZ) ? "disk-limit" : "runtime-error";
}

static char *content_of(const char *path, size_t *len)
{
    struct stat s;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *content = fd >= 0 && fstat(fd, &s) == 0 ? malloc((size_t)s.st_size + 1) : NULL;
    *len = content == NULL ? 0 : (size_t)read(fd, content, (size_t)s.st_size);
    close(fd);
    return content;
}

enum { HELLO_US = 4000, SLOWEST = 8 };

static void measure_slowness(void)
{
    struct client slot;
    if (!client_open(&slot, socket_path, "test", false, facts, sizeof facts))
        return;
    uint64_t from = now_us();
    for (int i = 0; i < 5; i++)
        client_run(&slot, &(struct wish){.argv = {"/bin/actor", "true"}});
    slowness = (double)(now_us() - from) / 5 / HELLO_US;
    slowness = slowness < 1 ? 1 : slowness > SLOWEST ? SLOWEST : slowness;
    fprintf(stderr, "times are stretched by %.1f\n", slowness);
    client_close(&slot);
}

static bool greets(struct client *slot, const struct ended *before)
{
    if (before->flags & (32 | 128)) {
        client_close(slot);
        if (!client_open(slot, socket_path, "test", false, facts, sizeof facts))
            return false;
    }
    struct ended e = client_run(slot, &(struct wish){.argv = {"/bin/actor", "args", "hello"}});
    return status_of(&e)[0] == 'o' && strcmp(e.out[1], "hello\n") == 0;
}

static bool wanted(const char *name)
{
    bool named = *classes == NULL;
    for (char **c = classes; *c != NULL; c++)
        named |= strncmp(name, *c, strlen(*c)) == 0 && name[strlen(*c)] == '-';
    return named;
}

static void attack(const char *name, struct head h)
{
    char path[512];
    struct wish w;
    struct client slot;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    apply_limits(h.limits, &w);
    if (strcmp(h.expect, "time-limit") != 0)
        w.wall *= slowness, w.cpu *= slowness;
    w.file_name = "a.out", w.executable = true, w.input = h.input[0] ? h.input : NULL;
    char *program = content_of(path, &w.file_len);
    w.file_content = program;
    CHECK(program != NULL && client_open(&slot, socket_path, "test", h.loopback, facts, sizeof facts));
    if (broken)
        return;
    struct ended e = client_run(&slot, &w);
    char *end = e.out[1] + strlen(e.out[1]);
    while (end > e.out[1] && end[-1] == '\n')
        *--end = 0;
    CHECK(strcmp(status_of(&e), h.expect) == 0);
    CHECK(!h.has_stdout || strcmp(e.out[1], h.stdout_text) == 0);
    if (broken)
        fprintf(stderr, "%s: %s instead of %s (end %d code %u stopped %d oom %u flags %u): %s %s\n", name, status_of(&e), h.expect, e.end, e.code,
                e.stopped, e.oom_kills, e.flags, e.out[1], e.why);
    CHECK(greets(&slot, &e));
    client_close(&slot);
}

/* Where in the kernel every process stands, with the CPU time that it has had. */
static void tell_what_all_do(void)
{
    DIR *d = opendir("/proc");
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
        char path[300], line[512];
        snprintf(path, sizeof path, "/proc/%s/exe", e->d_name);
        if (atoi(e->d_name) <= 0 || readlink(path, line, sizeof line) < 0)
            continue; /* the kernel's own */
        static const char *const TELLS[] = {"stat", "stack"};
        for (size_t i = 0; i < sizeof TELLS / sizeof *TELLS; i++) {
            snprintf(path, sizeof path, "/proc/%s/%s", e->d_name, TELLS[i]);
            FILE *f = fopen(path, "re");
            while (f != NULL && fgets(line, sizeof line, f) != NULL)
                fprintf(stderr, "    %s", line);
            if (f != NULL)
                fclose(f);
        }
    }
    if (d != NULL)
        closedir(d);
}

struct running {
    pid_t pid;
    const char *name;
    uint64_t since;
    bool late;
};

static void begin(struct running *r, const char *name, struct head h)
{
    *r = (struct running){.name = name, .since = now_us()};
    r->pid = fork();
    if (r->pid != 0)
        return;
    attack(name, h);
    if (broken)
        fprintf(stderr, "FAILED %s (%s)\n", name, facts);
    _exit(broken);
}

/* Waits for one of them to end, for none longer than BOUND. */
static struct running *await(struct running *all)
{
    for (;; usleep(5000)) {
        int status;
        for (struct running *r = all; r < all + WORKERS; r++) {
            uint64_t took = now_us() - r->since;
            if (r->pid > 0 && waitpid(r->pid, &status, WNOHANG) == r->pid) {
                status == 0 ? passed++ : failed++;
                if (!WIFEXITED(status))
                    fprintf(stderr, "FAILED %s: ended by signal %d after %llu ms\n", r->name, WTERMSIG(status), (unsigned long long)took / 1000);
                else if (getenv("TIMES") != NULL)
                    fprintf(stderr, "%6llu ms %s\n", (unsigned long long)took / 1000, r->name);
                r->pid = 0;
                return r;
            }
            if (r->pid > 0 && took > BOUND * 1000000ull && !r->late) {
                r->late = true;
                fprintf(stderr, "%s has not ended after %d s; meanwhile:\n", r->name, BOUND);
                tell_what_all_do();
                kill(r->pid, SIGKILL);
            }
        }
    }
}

static int plain_name(const struct dirent *e) { return e->d_name[0] != '.' && strchr(e->d_name, '.') == NULL; }

int main(int argc, char **argv)
{
    if (argc < 5)
        return 64;
    signal(SIGPIPE, SIG_IGN);
    folder = argv[4], classes = argv + 5;
    pid_t box = fork();
    if (box == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execl(argv[1], argv[1], "serve", "--roots", argv[2], "--run", argv[3], "--user", "daemon", "--single-tenant", (char *)NULL);
        _exit(127);
    }
    snprintf(socket_path, sizeof socket_path, "%s/box-%d.sock", argv[3], box);
    for (int i = 0; i < 500 && access(socket_path, F_OK) != 0; i++)
        usleep(10000);
    measure_slowness();
    struct dirent **names;
    struct running all[WORKERS] = {0};
    int count = scandir(folder, &names, plain_name, alphasort), running = 0;
    for (int i = 0; i < count; i++) {
        char source[512];
        snprintf(source, sizeof source, "%s/%s.c", folder, names[i]->d_name);
        struct head h = head_of(source);
        if (!h.ours || !wanted(names[i]->d_name))
            continue;
        begin(running < WORKERS ? &all[running++] : await(all), names[i]->d_name, h);
    }
    for (; running > 0; running--)
        await(all);
    kill(box, SIGTERM);
    waitpid(box, NULL, 0);
    CHECK(passed + failed > 0);
    return SUMMARY();
}
