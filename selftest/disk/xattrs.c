// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: memory=256MB disk=32MB files=1024 wall=8s
// carrel-why: extended attributes of tmpfs files are kernel memory that neither the size nor the count of files shows.
#include "held.h"
#include <sys/xattr.h>

static char value[60000];

int main(void) {
    long stored = 0;
    for (int file = 0; file < 40; file++) {
        char name[32], attribute[32];
        snprintf(name, sizeof name, "file%d", file);
        int fd = open(name, O_WRONLY | O_CREAT, 0600);
        if (fd < 0) break;
        for (int i = 0; i < 50; i++) {
            snprintf(attribute, sizeof attribute, "user.hog%d", i);
            if (fsetxattr(fd, attribute, value, sizeof value, 0) < 0) break;
            stored += sizeof value;
            if (stored > 34L << 20) breach("%ld bytes of attributes beside the disk limit", stored);
        }
        close(fd);
    }
    return held();
}
