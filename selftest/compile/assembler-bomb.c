// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-compile-limits: cpu=20s wall=20s memory=128MB disk=512MB file=256MB
// carrel-why: the assembler repeats as often as it is told; the limits of the compile step cover every program behind the compiler's driver.
__asm__(".rept 20000000\n.byte 1, 2, 3, 4\n.endr\n");

int main(void) {
    return 0;
}
