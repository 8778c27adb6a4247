// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-leaves: kept.txt
// carrel-refuses: folder/passwd folder/hosts folder/carrel-selftest-mark
// carrel-why: a last part that is a plain file proves nothing when a folder on the way is a link to the host's.
#include "held.h"
#include <sys/stat.h>

static void put(const char *name) {
    int fd = open(name, O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot(name);
    close(fd);
}

int main(void) {
    put("kept.txt");
    if (mkdir("folder", 0700) < 0) cannot("folder");
    put("folder/passwd");
    put("folder/carrel-selftest-mark");
    if (rename("folder", "/tmp/folder") < 0 && rename("folder", ".aside") < 0) cannot("rename");
    if (symlink("/etc", "folder") < 0 || symlink("/var/tmp", "other") < 0 || symlink("/", "root") < 0) cannot("symlink");
    return held();
}
