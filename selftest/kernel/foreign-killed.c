// carrel-expect: runtime-error
// carrel-machine: x86_64
// carrel-why: a 32-bit call is no mistake but an attack or a foreign binary; it ends the program by SIGSYS instead of an errno to try further with.
#include <stdio.h>

int main(void) {
    long answer;
    __asm__ volatile("int $0x80" : "=a"(answer) : "a"(20L) : "memory", "r8", "r9", "r10", "r11");
    printf("breach: int 0x80 came back with %ld\n", answer);
    return 0;
}
