// carrel-expect: disk-limit
// carrel-limits: disk=32MB files=1024 wall=8s
// carrel-why: empty files cost no bytes of the cap but kernel memory each.
/* Eight more are the sandbox's own folders, of which some stay over. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
    for (int i = 0; i < 50000; i++) {
        char name[32];
        snprintf(name, sizeof name, "empty%d", i);
        int fd = open(name, O_WRONLY | O_CREAT, 0600);
        if (fd < 0) return 1;
        close(fd);
        if (i > 1024 + 8) {
            puts("breach: more files than were granted");
            return 0;
        }
    }
}
