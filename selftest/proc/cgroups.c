// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a cgroup file that can be written lifts the limits, and release_agent runs a command as the host's root; their paths name the host's services.
#include "held.h"
#include <dirent.h>

int main(void) {
    static char groups[8192];
    if (slurp("/proc/self/cgroup", groups, sizeof groups) > 0) {
        char *rest = NULL;
        for (char *line = strtok_r(groups, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
            char *path = strrchr(line, ':');
            if (path == NULL || strcmp(path, ":/") != 0) breach("/proc/self/cgroup shows %s", line);
        }
    }
    static const char *files[] = {"/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/pids.max", "/sys/fs/cgroup/release_agent",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/release_agent", "/sys/fs/cgroup/rdma/release_agent",
        "/sys/fs/cgroup/pids/pids.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/kernel/uevent_helper", "/sys/kernel/mm/transparent_hugepage/enabled"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        unwritable(files[i]);
        unreadable(files[i]);
    }
    DIR *sys = opendir("/sys");
    for (struct dirent *entry; sys != NULL && (entry = readdir(sys)) != NULL;)
        if (entry->d_name[0] != '.') breach("/sys/%s is there", entry->d_name);
    return held();
}
