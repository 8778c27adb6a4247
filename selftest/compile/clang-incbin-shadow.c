// carrel-expect: compile-error
// carrel-version: clang-19
// carrel-lacks: root:
// carrel-why: clang assembles by itself; what holds the assembler must hold the compiler too.
#include <stdio.h>

__asm__(".section .rodata\nstolen:\n.incbin \"/etc/shadow\"\n.byte 0\n.text\n");
extern const char stolen[];

int main(void) {
    printf("breach: %s\n", stolen);
    return 0;
}
