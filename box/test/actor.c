/* The program that box's tests run inside a slot: does what its first argument says, and says how it went by exit code.
 * One file, and long: a list of small acts, each found by its name. */
#define _GNU_SOURCE
#include "box.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <netinet/in.h>
#include <time.h>
#include <unistd.h>

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int spin(double seconds)
{
    volatile unsigned long n = 0;
    while (cpu() < seconds)
        for (int i = 0; i < 100000; i++)
            n++;
    return 0;
}

static int alloc(size_t megabytes)
{
    char *p = mmap(NULL, megabytes << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 2;
    for (size_t i = 0; i < megabytes << 20; i += 4096)
        p[i] = 1;
    return 0;
}

/* Every signal but the two that nobody may catch, to pid 1; then those two. We must still be here. */
static int signal_init(void)
{
    for (int n = 1; n <= 64; n++) {
        union sigval v = {.sival_int = 0};
        kill(1, n);
        sigqueue(1, n, v);
    }
    usleep(100000);
    return 0;
}

static int cat(void)
{
    char b[65536];
    for (ssize_t n; (n = read(0, b, sizeof b)) > 0;)
        for (ssize_t at = 0, m; at < n; at += m)
            if ((m = write(1, b + at, (size_t)(n - at))) < 0)
                return 1;
    return 0;
}

static int flood(int fd, long bytes)
{
    char b[4096];
    memset(b, 'x', sizeof b);
    while (bytes > 0) {
        ssize_t n = write(fd, b, (size_t)(bytes < 4096 ? bytes : 4096));
        if (n < 0)
            return 1;
        bytes -= n;
    }
    return 0;
}

static int forks(int n)
{
    int made = 0;
    for (int i = 0; i < n; i++) {
        pid_t child = fork();
        if (child == 0) {
            pause();
            _exit(0);
        }
        made += child > 0;
    }
    printf("%d\n", made);
    usleep(20000);
    return made == n ? 0 : 1;
}

/* A program that outlives its parent, and says so if it may. */
static int daemonise(void)
{
    if (fork() == 0) {
        setsid();
        signal(SIGHUP, SIG_IGN), signal(SIGTERM, SIG_IGN);
        if (fork() == 0)
            for (;;)
                usleep(1000);
        _exit(0);
    }
    usleep(20000);
    return 0;
}

static int put(const char *name, long bytes)
{
    int fd = open(name, O_CREAT | O_WRONLY, 0644);
    char b[65536] = {'y'};
    while (fd >= 0 && bytes > 0) {
        ssize_t n = write(fd, b, (size_t)(bytes < (long)sizeof b ? bytes : (long)sizeof b));
        if (n < 0)
            return errno == ENOSPC ? 28 : 2;
        bytes -= n;
    }
    return fd < 0 ? 1 : 0;
}

static int plant(void)
{
    mkdir("deep", 0755), mkdir("deep/er", 0755);
    return symlink("/etc/passwd", "link") | mkfifo("fifo", 0644) | put("plain", 10) | put("deep/er/file", 5) | link("plain", "twin") | put("good", 70000);
}

static int loopback(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0), c = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(8000), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (s < 0)
        return errno == EAFNOSUPPORT ? 97 : 1;
    return bind(s, (void *)&a, sizeof a) || listen(s, 1) || connect(c, (void *)&a, sizeof a) ? 2 : 0;
}

static int descriptors(void)
{
    int open_ones = 0;
    for (int i = 0; i < 1024; i++)
        open_ones += fcntl(i, F_GETFD) >= 0;
    return open_ones;
}

static int hogs(void)
{
    int pipes = 0, watches = 0, p[2];
    struct rlimit r;
    getrlimit(RLIMIT_NOFILE, &r);
    while (pipe(p) == 0)
        pipes++, fcntl(p[1], F_SETPIPE_SZ, 1 << 20);
    close(3), close(4);
    while (inotify_init1(0) >= 0)
        watches++;
    printf("%d %d\n", pipes, watches);
    fflush(stdout);
    pause();
    return 0;
}

static int oom_lower(void)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY);
    if (fd >= 0 && write(fd, "0", 1) != 1)
        return 3;
    for (int i = 0; i < 60; i++)
        if (fork() == 0) {
            alloc(8);
            pause();
        }
    sleep(2);
    return 0;
}

/* In small parts, so that the kernel chooses by the score and not by the size. */
static int alloc_as(const char *score, size_t megabytes)
{
    if (write_text(AT_FDCWD, "/proc/self/oom_score_adj", score) != 0)
        return 3;
    for (size_t part = 0; part < megabytes; part += 4)
        if (fork() == 0) {
            alloc(4);
            pause();
        }
    return sleep(2) != 0;
}

/* Files fill the memory, which nobody's end frees; lowered first, that not we are the largest. */
static int oom_rather_others(long bytes)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY);
    if (fd < 0 || (write(fd, "0", 1) != 1 && write(fd, "500", 3) != 3))
        close(fd);
    return put("/tmp/f", bytes);
}

/* As an interpreter: works, says so, and then reads the file that it begins with. */
static int show(const char *name, const char *first, double seconds)
{
    spin(seconds);
    if (first != NULL)
        puts(first), fflush(stdout);
    int fd = open(name, O_RDONLY);
    struct stat file;
    if (fd < 0 || fstat(fd, &file) != 0 || file.st_uid != getuid() || dup2(fd, 0) < 0 || close(fd) != 0)
        return 1;
    return cat();
}

static int make_and_wait(const char *name)
{
    put(name, 1000);
    puts("made");
    fflush(stdout);
    return getchar() != EOF;
}

/* The child eats, the parent waits for something else. */
static int child_alloc(size_t megabytes)
{
    if (fork() == 0)
        _exit(alloc(megabytes));
    sleep(6);
    return 0;
}

/* As a compiler's driver does: the child works, and its failure is ours. */
static int child_spin(double seconds)
{
    int status = 1;
    pid_t child = fork();
    if (child == 0)
        _exit(spin(seconds));
    waitpid(child, &status, 0);
    return status != 0;
}

static int forks_and_sleep(int n)
{
    for (int i = 0; i < n; i++)
        if (fork() == 0)
            pause();
    return sleep(9) != 0;
}

static int oom_score(void)
{
    char text[32] = "";
    FILE *f = fopen("/proc/self/oom_score_adj", "r");
    return f == NULL || fgets(text, sizeof text, f) == NULL || fputs(text, stdout) < 0;
}

/* Every line of /proc/self/cgroup must end with the root of a namespace of our own. */
static int own_groups(void)
{
    char line[512];
    FILE *f = fopen("/proc/self/cgroup", "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        if (strstr(line, ":/\n") == NULL)
            return puts(line), 1;
    return f == NULL;
}

static int identity(void)
{
    char host[64] = "", cwd[64] = "";
    gethostname(host, sizeof host);
    printf("%d %d %d %s %s\n", getuid(), getgid(), getpid() > 1, host, getcwd(cwd, sizeof cwd));
    return access("/sys/kernel", F_OK) == 0 || access("/proc/meminfo", F_OK) == 0 || geteuid() == 0;
}

static int stdio_by_name(void)
{
    int in = open("/dev/stdin", O_RDONLY), out = open("/dev/stdout", O_WRONLY), err = open("/dev/stderr", O_WRONLY);
    return in < 0 || out < 0 || err < 0 || write(out, "o", 1) != 1 || write(err, "e", 1) != 1;
}

static void on_usr1(int n) { (void)n, _exit(42); }

/* The ids that the next objects get, and with `leave` those stay behind. */
static int sysv(bool leave)
{
    int segment = shmget(leave ? 7 : IPC_PRIVATE, 4096, IPC_CREAT | 0600), set = semget(leave ? 7 : IPC_PRIVATE, 1, IPC_CREAT | 0600),
        queue = msgget(leave ? 7 : IPC_PRIVATE, IPC_CREAT | 0600);
    printf("%d %d %d\n", segment, set, queue);
    if (!leave)
        shmctl(segment, IPC_RMID, NULL), semctl(set, 0, IPC_RMID), msgctl(queue, IPC_RMID, NULL);
    return segment < 0 || set < 0 || queue < 0;
}

static int leave_segment(size_t megabytes)
{
    int id = shmget(IPC_PRIVATE, megabytes << 20, IPC_CREAT | 0600);
    char *p = id < 0 ? (char *)-1 : shmat(id, NULL, 0);
    if (p == (char *)-1)
        return 2;
    memset(p, 1, megabytes << 20);
    return 0;
}

/* The whole of our memory, sought for a word that is never in it: its letters come one too high. */
static int find_in_memory(const char *shifted)
{
    char line[256];
    size_t len = strlen(shifted), found = 0, bytes = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    int mem = open("/proc/self/mem", O_RDONLY);
    if (maps == NULL || mem < 0)
        return 2;
    while (fgets(line, sizeof line, maps) != NULL) {
        static char page[4096 + 64];
        unsigned long from, to;
        char rights[8];
        if (sscanf(line, "%lx-%lx %7s", &from, &to, rights) != 3 || rights[0] != 'r')
            continue;
        for (; from < to; from += 4096) {
            ssize_t n = pread(mem, page, sizeof page, (off_t)from);
            bytes += n > 0 ? (size_t)n : 0;
            for (ssize_t at = 0; at + (ssize_t)len <= n; at++) {
                size_t same = 0;
                while (same < len && page[at + (ssize_t)same] == shifted[same] - 1)
                    same++;
                found += same == len;
            }
            memset(page, 0, sizeof page); /* or the search finds what it read */
        }
    }
    printf("%zu\n", found);
    return bytes < 100000;
}

/* Where we are after going there: the C library reads it where the kernel writes it, if the kernel knows where. */
static int processor(void)
{
    cpu_set_t may, one;
    if (sched_getaffinity(0, sizeof may, &may) != 0)
        return 2;
    for (int i = 0; i < CPU_SETSIZE; i++) {
        if (!CPU_ISSET(i, &may))
            continue;
        CPU_ZERO(&one);
        CPU_SET(i, &one);
        if (sched_setaffinity(0, sizeof one, &one) != 0 || sched_getcpu() != i)
            return 1;
    }
    return 0;
}

static int act(int argc, char **argv);

/* As an interpreter would: waits, and acts as what it is told in the child. */
static int be_zygote(void)
{
    struct fork_task task;
    zygote_begin();
    do
        zygote_wait(&task);
    while (!zygote_fork(&task));
    struct stat file;
    if (fstat(FORK_WORDS, &file) != 0)
        job_not_resumed();
    char *text = mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE, FORK_WORDS, 0), *at = text + sizeof(uint32_t), *argv[64] = {0}, *env[64] = {0};
    uint32_t argc = *(const uint32_t *)text, envc = 0;
    for (uint32_t i = 0; i < argc; i++, at += strlen(at) + 1)
        argv[i] = at;
    for (; at < text + file.st_size; at += strlen(at) + 1)
        env[envc++] = at;
    if (argc < 2 || strcmp(argv[1], "unfit") == 0)
        job_not_resumed();
    if (task.order.waits)
        job_stand_by();
    close(FORK_WORDS), close(FORK_REPORT);
    job_open_to_signals();
    environ = env;
    exit(act((int)argc, argv));
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "zygote") == 0) return be_zygote();
    if (argc == 2 && strcmp(argv[1], "zygote-stillborn") == 0) return fputs("no use\n", stderr) < 0;
    return act(argc, argv);
}

static int act(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    const char *arg = argc > 2 ? argv[2] : "0";
    if (strcmp(what, "await") == 0) return close(open(arg, O_RDONLY)) == 0 ? act(argc - 2, argv + 2) : 65;
    if (strcmp(what, "true") == 0) return 0;
    if (strcmp(what, "exit") == 0) return atoi(arg);
    if (strcmp(what, "kill") == 0) return kill(getpid(), atoi(arg));
    if (strcmp(what, "spin") == 0) return spin(atof(arg));
    if (strcmp(what, "spin2") == 0) { fork(); return spin(atof(arg)); }
    if (strcmp(what, "sleep") == 0) return usleep((useconds_t)(atof(arg) * 1e6));
    if (strcmp(what, "alloc") == 0) return alloc((size_t)atoi(arg));
    if (strcmp(what, "alloc-as") == 0) return alloc_as(arg, (size_t)atoi(argv[3]));
    if (strcmp(what, "child-alloc") == 0) return child_alloc((size_t)atoi(arg));
    if (strcmp(what, "child-spin") == 0) return child_spin(atof(arg));
    if (strcmp(what, "forks-and-sleep") == 0) return forks_and_sleep(atoi(arg));
    if (strcmp(what, "groups") == 0) return own_groups();
    if (strcmp(what, "oom-score") == 0) return oom_score();
    if (strcmp(what, "cat") == 0) return cat();
    if (strcmp(what, "args") == 0) { for (int i = 2; i < argc; i++) puts(argv[i]); return 0; }
    if (strcmp(what, "env") == 0) { for (char **e = environ; *e; e++) puts(*e); return 0; }
    if (strcmp(what, "flood") == 0) return flood(atoi(arg), atol(argv[3]));
    if (strcmp(what, "forks") == 0) return forks(atoi(arg));
    if (strcmp(what, "daemon") == 0) return daemonise();
    if (strcmp(what, "put") == 0) return put(arg, atol(argv[3]));
    if (strcmp(what, "plant") == 0) return plant();
    if (strcmp(what, "loopback") == 0) return loopback();
    if (strcmp(what, "fds") == 0) return descriptors();
    if (strcmp(what, "hogs") == 0) return hogs();
    if (strcmp(what, "oom-lower") == 0) return oom_lower();
    if (strcmp(what, "signal-init") == 0) return signal_init();
    if (strcmp(what, "identity") == 0) return identity();
    if (strcmp(what, "stdio") == 0) return stdio_by_name();
    if (strcmp(what, "sysv") == 0) return sysv(strcmp(arg, "leave") == 0);
    if (strcmp(what, "leave-segment") == 0) return leave_segment((size_t)atoi(arg));
    if (strcmp(what, "usr1") == 0) { signal(SIGUSR1, on_usr1); puts("ready"); fflush(stdout); for (;;) pause(); }
    if (strcmp(what, "oom-rather-others") == 0) return oom_rather_others(atol(arg));
    if (strcmp(what, "make-and-wait") == 0) return make_and_wait(arg);
    if (strcmp(what, "show") == 0) return show(arg, argc > 3 ? argv[3] : NULL, argc > 4 ? atof(argv[4]) : 0);
    if (strcmp(what, "processor") == 0) return processor();
    if (strcmp(what, "find") == 0) return find_in_memory(arg);
    if (strcmp(what, "parent") == 0) return printf("%d %d %d\n", getppid(), getsid(0) == getpid(), prctl(PR_GET_DUMPABLE)) < 0;
    if (strcmp(what, "exists") == 0) return access(arg, F_OK) == 0;
    fprintf(stderr, "actor: what is %s?\n", what);
    return 64;
}
