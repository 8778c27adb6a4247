// carrel-expect: runtime-error
// carrel-limits: wall=5s
// carrel-why: the end of the streams is not the end of the program; its exit code comes half a second later.
#include <unistd.h>

int main(void) {
    for (int fd = 0; fd < 3; fd++) close(fd);
    usleep(500000);
    return 7;
}
