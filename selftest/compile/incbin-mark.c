// carrel-expect: compile-error
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: the assembler copies any file that it can read into the program, which prints it.
#include <stdio.h>

__asm__(".section .rodata\nstolen:\n.incbin \"/var/tmp/carrel-selftest-mark\"\n.byte 0\n.text\n");
extern const char stolen[];

int main(void) {
    printf("breach: %s\n", stolen);
    return 0;
}
