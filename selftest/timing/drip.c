// carrel-expect: time-limit
// carrel-limits: cpu=5s wall=2s
// carrel-why: an octet now and then renews a limit that counts silence.
#include <unistd.h>

int main(void) {
    for (;;) {
        if (write(1, ".", 1) != 1) return 1;
        usleep(20000);
    }
}
