#include <stdlib.h>
#include <string.h>

int main(void) {
    static char *volatile last;
    for (;;) {
        last = malloc(8 << 20);
        if (last) memset(last, 1, 8 << 20);
    }
}
