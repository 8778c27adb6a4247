// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-version: clang-19
// carrel-compile-limits: cpu=20s wall=20s memory=256MB
// carrel-why: the same words that ate gcc's memory, given to another compiler.
#define A 1+1+1+1+1+1+1+1+1+1+
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
#define F E E E E E E E E E E
#define G F F F F F F F F F F
#define H G G G G G G G G G G

int main(void) {
    return H 1;
}
