// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-short: yes
// carrel-why: init belongs to the sandbox: its root, memory, environment and descriptors are a way out, also when it has our own uid.
#include "held.h"
#include <dirent.h>

int main(void) {
    static const char *files[] = {"environ", "mem", "maps", "smaps", "auxv", "stack", "syscall", "pagemap", "io", "personality",
        "numa_maps", "map_files", "clear_refs", "task/1/environ", "task/1/mem", "task/1/maps"};
    static const char *links[] = {"root", "cwd", "exe", "fd/0", "fd/1", "fd/3", "ns/mnt", "ns/user", "ns/net", "ns/pid", "task/1/root", "task/1/exe"};
    static const char *folders[] = {"fd", "fdinfo", "map_files", "root", "cwd", "task/1/fd"};
    char path[64], to[256];
    if (access("/proc/self/status", R_OK) < 0) cannot("/proc/self/status");
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "/proc/1/%s", files[i]);
        unreadable(path);
        unwritable(path);
    }
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        snprintf(path, sizeof path, "/proc/1/%s", links[i]);
        refused(path, readlink(path, to, sizeof to));
        refused(path, open(path, O_RDONLY | O_NONBLOCK));
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        snprintf(path, sizeof path, "/proc/1/%s", folders[i]);
        DIR *folder = opendir(path);
        if (folder != NULL) breach("%s can be listed", path);
    }
    static const char *settings[] = {"oom_score_adj", "comm", "coredump_filter", "sched", "autogroup", "uid_map", "gid_map", "setgroups", "loginuid"};
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        snprintf(path, sizeof path, "/proc/1/%s", settings[i]);
        unwritable(path);
    }
    int slack = open("/proc/1/timerslack_ns", O_WRONLY);
    if (slack >= 0) refused("a write of /proc/1/timerslack_ns", write(slack, "50000", 5));
    return held();
}
