// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-short: yes
// carrel-why: whoever changes one file of the root changes the language for every run after it.
#include "held.h"
#include <sys/stat.h>
#include <utime.h>

int main(void) {
    static const char *folders[] = {"", "/etc", "/usr", "/usr/bin", "/bin", "/lib", "/usr/lib", "/var", "/home", "/root", "/run",
        "/opt", "/srv", "/mnt", "/dev", "/proc", "/proc/self", "/sys"};
    static const char *files[] = {"/etc/passwd", "/etc/group", "/etc/hosts", "/etc/ld.so.cache", "/usr/bin/env", "/bin/sh"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s/carrel-probe", folders[i]);
        refused(name, open(name, O_WRONLY | O_CREAT | O_EXCL, 0600));
        refused(name, mkdir(name, 0700));
        refused(name, symlink("/etc", name));
        refused(name, mkfifo(name, 0600));
        refused(folders[i], open(*folders[i] ? folders[i] : "/", O_WRONLY | O_TMPFILE, 0600));
        refused(folders[i], chmod(*folders[i] ? folders[i] : "/", 0777));
    }
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        unwritable(files[i]);
        refused(files[i], open(files[i], O_RDONLY | O_TRUNC));
        refused(files[i], truncate(files[i], 0));
        refused(files[i], unlink(files[i]));
        refused(files[i], rename(files[i], "/tmp/stolen"));
        refused(files[i], rename("/proc/self/exe", files[i]));
        refused(files[i], chmod(files[i], 0666));
        refused(files[i], chown(files[i], 1000, 1000));
        refused(files[i], utime(files[i], NULL));
    }
    refused("rename of the working folder", rename("/work", "/tmp/elsewhere"));
    refused("removal of /tmp", rmdir("/tmp"));
    return held();
}
