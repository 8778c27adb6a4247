// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a process that we can name we can watch, signal and time; only init and ourselves may have a number here.
#include "held.h"
#include <dirent.h>
#include <signal.h>

int main(void) {
    if (getpid() > 64) breach("our process number is %d", getpid());
    DIR *folder = opendir("/proc");
    if (folder == NULL) cannot("/proc");
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        int pid = atoi(entry->d_name);
        if (pid > 1 && pid != getpid()) breach("/proc shows process %d", pid);
    }
    for (int pid = 2; pid < 40000; pid++) {
        if (pid == getpid()) continue;
        if (kill(pid, 0) == 0 || errno == EPERM) breach("process %d answers", pid);
    }
    if (getppid() > 1) breach("the parent is process %d", getppid());
    return held();
}
