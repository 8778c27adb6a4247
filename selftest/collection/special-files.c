// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-leaves: kept.txt
// carrel-refuses: fifo.txt socket.txt device.txt folder.txt
// carrel-limits: wall=5s
// carrel-why: opening a FIFO waits for ever and opening a device acts; a result may only be a plain file.
#include "held.h"
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

int main(void) {
    struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "socket.txt"};
    int fd = open("kept.txt", O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "kept\n", 5) != 5) cannot("kept.txt");
    if (mkfifo("fifo.txt", 0666) < 0) cannot("fifo.txt");
    if (mkdir("folder.txt", 0700) < 0) cannot("folder.txt");
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&name, sizeof name) < 0) cannot("socket.txt");
    refused("a character device", mknod("device.txt", S_IFCHR | 0666, makedev(1, 5)));
    refused("a block device", mknod("device.txt", S_IFBLK | 0666, makedev(8, 0)));
    return held();
}
