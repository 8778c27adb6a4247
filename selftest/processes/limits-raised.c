// carrel-expect: ok
// carrel-needs: uids
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a limit that the program can raise, or lower for the sandbox's own init, is none.
#include "held.h"
#include <sys/resource.h>

static const struct {
    const char *name;
    int number, must_be_finite;
} limits[] = {
    {"RLIMIT_FSIZE", RLIMIT_FSIZE, 1}, {"RLIMIT_NOFILE", RLIMIT_NOFILE, 1}, {"RLIMIT_CORE", RLIMIT_CORE, 1},
    {"RLIMIT_MEMLOCK", RLIMIT_MEMLOCK, 1}, {"RLIMIT_MSGQUEUE", RLIMIT_MSGQUEUE, 1}, {"RLIMIT_NICE", RLIMIT_NICE, 1},
    {"RLIMIT_RTPRIO", RLIMIT_RTPRIO, 1}, {"RLIMIT_STACK", RLIMIT_STACK, 0}, {"RLIMIT_NPROC", RLIMIT_NPROC, 0},
    {"RLIMIT_CPU", RLIMIT_CPU, 0}, {"RLIMIT_AS", RLIMIT_AS, 0},
};

int main(void) {
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        struct rlimit now_, more;
        if (getrlimit(limits[i].number, &now_) < 0) cannot("getrlimit");
        if (now_.rlim_max == RLIM_INFINITY) {
            if (limits[i].must_be_finite) breach("%s has no ceiling", limits[i].name);
            continue;
        }
        more.rlim_cur = more.rlim_max = now_.rlim_max + 1;
        refused(limits[i].name, setrlimit(limits[i].number, &more));
        more.rlim_cur = more.rlim_max = RLIM_INFINITY;
        refused(limits[i].name, setrlimit(limits[i].number, &more));
    }
    struct rlimit none = {0, 0};
    refused("a CPU limit for init", prlimit(1, RLIMIT_CPU, &none, NULL));
    refused("a limit of files for init", prlimit(1, RLIMIT_NOFILE, &none, NULL));
    return held();
}
