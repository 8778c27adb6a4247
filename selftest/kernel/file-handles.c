// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a file handle names an inode, whatever tree it is in; opening it by handle left a well-known container.
#include "held.h"

int main(void) {
    static const char *places[] = {"/", ".", "/tmp", "/etc/passwd", "/proc/self"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct { struct file_handle head; unsigned char octets[128]; } handle;
        int mount_id;
        memset(&handle, 0, sizeof handle);
        handle.head.handle_bytes = sizeof handle.octets;
        if (name_to_handle_at(AT_FDCWD, places[i], &handle.head, &mount_id, 0) < 0) {
            handle.head.handle_bytes = 8;
            handle.head.handle_type = 1;
            handle.octets[0] = 2;
        }
        int fd = open(places[i], O_RDONLY);
        if (fd < 0) continue;
        refused(places[i], open_by_handle_at(fd, &handle.head, O_RDONLY));
        close(fd);
    }
    return held();
}
