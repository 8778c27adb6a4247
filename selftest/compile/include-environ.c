// carrel-expect: ok
// carrel-lacks: CARREL_
// carrel-why: the compiler's own environment is a file to it; nothing of the service's may stand there.
#include "/proc/self/environ"
#include "/proc/self/cmdline"

int main(void) {
    return 0;
}
