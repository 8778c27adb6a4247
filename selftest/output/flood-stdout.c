// carrel-expect: output-limit
// carrel-limits: output=1MB wall=10s
// carrel-why: endless output fills the memory of whoever collects it.
#include <stdio.h>

int main(void) {
    for (long i = 0;; i++) printf("line %ld of the flood\n", i);
}
