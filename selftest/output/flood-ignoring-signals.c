// carrel-expect: output-limit
// carrel-limits: output=1MB wall=10s
// carrel-why: closing the pipe only stops a program that minds SIGPIPE.
#include <signal.h>
#include <unistd.h>

int main(void) {
    for (int number = 1; number <= 64; number++) signal(number, SIG_IGN);
    for (;;)
        if (write(1, "flood flood flood\n", 18) < 0) usleep(1000);
}
