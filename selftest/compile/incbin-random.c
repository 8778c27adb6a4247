// carrel-expect: compile-error
// carrel-compile-limits: cpu=20s wall=20s memory=128MB
// carrel-why: a device without an end, copied into the program by the assembler.
__asm__(".section .rodata\n.incbin \"/dev/urandom\"\n.text\n");

int main(void) {
    return 0;
}
