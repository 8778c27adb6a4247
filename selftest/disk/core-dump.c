// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: wall=8s
// carrel-why: a core dump fills a disk, and a host's dump handler runs as root, outside, on the program's order and with its name.
#include "held.h"
#include <dirent.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static void dump_with(const char *what, rlim_t limit) {
    pid_t child = fork();
    if (child < 0) cannot("fork");
    if (child == 0) {
        struct rlimit core = {limit, limit};
        if (limit != 1) setrlimit(RLIMIT_CORE, &core);
        prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
        abort();
    }
    int status;
    waitpid(child, &status, 0);
    if (!WIFSIGNALED(status)) cannot("abort of a child");
    if (WCOREDUMP(status)) breach("a core was dumped with %s", what);
}

int main(void) {
    dump_with("the limit as it was", 1);
    dump_with("the limit raised", RLIM_INFINITY);
    dump_with("the limit lowered to 0, which does not stop a handler behind a pipe", 0);
    DIR *here = opendir(".");
    for (struct dirent *entry; here != NULL && (entry = readdir(here)) != NULL;)
        if (strcmp(entry->d_name, "core") == 0 || strncmp(entry->d_name, "core.", 5) == 0) breach("the dump %s is here", entry->d_name);
    return held();
}
