// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: prctl can give back what was dropped, rewrite what /proc shows, or make the process look like a daemon of the system.
#include "held.h"
#include <linux/prctl.h>
#include <linux/securebits.h>
#include <sys/prctl.h>

int main(void) {
    refused("PR_CAP_AMBIENT_RAISE", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0, 0));
    refused("PR_CAPBSET_DROP, which needs a capability", prctl(PR_CAPBSET_DROP, 21, 0, 0, 0));
    refused("PR_SET_SECUREBITS", prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS, 0, 0, 0));
    refused("PR_SET_IO_FLUSHER", prctl(PR_SET_IO_FLUSHER, 1, 0, 0, 0));
    refused("PR_SET_MM of the break", prctl(PR_SET_MM, PR_SET_MM_BRK, sbrk(0), 0, 0));
    refused("PR_SCHED_CORE of init", prctl(PR_SCHED_CORE, 2, 1, 0, 0));
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0) breach("no_new_privs is not set");
    for (int capability = 0; capability < 64; capability++)
        if (prctl(PR_CAPBSET_READ, capability, 0, 0, 0) == 1) breach("capability %d is in the bounding set", capability);
    char status[8192];
    if (slurp("/proc/self/status", status, sizeof status) < 0) cannot("/proc/self/status");
    if (strstr(status, "\nSeccomp:\t2") == NULL) breach("no system call filter is installed");
    if (strstr(status, "\nNoNewPrivs:\t1") == NULL) breach("/proc/self/status shows no no_new_privs");
    return held();
}
