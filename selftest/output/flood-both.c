// carrel-expect: output-limit
// carrel-limits: output=1MB wall=10s
// carrel-why: a collector that empties one stream before the other hangs when both are full.
#include <string.h>
#include <unistd.h>

int main(void) {
    char block[65536];
    memset(block, 'x', sizeof block);
    int stream = fork() == 0 ? 2 : 1;
    for (;;)
        if (write(stream, block, sizeof block) < 0) return 1;
}
