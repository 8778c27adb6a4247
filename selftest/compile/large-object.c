// carrel-expect: compile-error
// carrel-compile-limits: cpu=20s wall=20s memory=256MB disk=128MB file=16MB
// carrel-why: forty octets of source make an object file of a gigabyte; the disk of the compile step is limited as well.
char huge[1 << 30] = {1};

int main(void) {
    return huge[5];
}
