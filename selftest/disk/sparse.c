// carrel-expect: disk-limit
// carrel-limits: disk=32MB file=16MB wall=5s
// carrel-why: a terabyte with nothing in it fits any disk, and floods whoever reads it back.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
    int fd = open("sparse", O_RDWR | O_CREAT, 0600);
    if (ftruncate(fd, 1L << 40) == 0) puts("breach: a file of 1 TB");
    if (pwrite(fd, "x", 1, 1L << 40) == 1) puts("breach: a byte at 1 TB");
    return 0;
}
