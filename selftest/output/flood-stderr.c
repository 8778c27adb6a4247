// carrel-expect: output-limit
// carrel-limits: output=1MB wall=10s
// carrel-why: the cap of one stream must not be missing on the other.
#include <stdio.h>

int main(void) {
    for (long i = 0;; i++) fprintf(stderr, "line %ld of the flood\n", i);
}
