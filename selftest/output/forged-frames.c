// carrel-expect: runtime-error
// carrel-limits: wall=5s
// carrel-why: a program that writes the protocol's own bytes to every descriptor it can guess must not be able to end its run as a success.
#include <string.h>
#include <unistd.h>

int main(void) {
    char ended[5 + 5 + 1 + 5 * 8 + 4 + 4 + 4 + 4];
    memset(ended, 0, sizeof ended);
    ended[3] = (char)(sizeof ended - 4);
    ended[4] = 69;
    for (int fd = 1; fd < 64; fd++)
        if (write(fd, ended, sizeof ended) < 0) continue;
    return 9;
}
