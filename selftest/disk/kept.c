// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-after: disk/kept-plant.c
// carrel-why: a file that lives into the next run hands one learner's data, or a trap, to another.
#include "held.h"
#include <dirent.h>

static void only_known(const char *folder, const char *known) {
    DIR *entries = opendir(folder);
    if (entries == NULL) return;
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;)
        if (entry->d_name[0] != '.' && strstr(known, entry->d_name) == NULL) breach("%s/%s was there before us", folder, entry->d_name);
    closedir(entries);
}

int main(void) {
    static const char *folders[] = {".", "/tmp", "/dev/shm", "/var/tmp", "/run", "/run/lock", "/var/lock", "/dev", "/dev/mqueue",
        "/home", "/root", "/var/cache", "/var/run", "/mnt", "/proc", "/sys", ""};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s/carrel-planted", folders[i]);
        if (access(name, F_OK) == 0) breach("%s is there", name);
    }
    only_known("/tmp", "");
    only_known("/dev/shm", "");
    return held();
}
