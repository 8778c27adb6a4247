// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-version: tcc-0.9
// carrel-compile-limits: cpu=20s wall=20s memory=64MB
// carrel-why: a small compiler has no bounds of its own; the limits of the step are all there is.
#define A 1+1+1+1+1+1+1+1+1+1+
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
#define F E E E E E E E E E E
#define G F F F F F F F F F F
#define H G G G G G G G G G G
#define I H H H H H H H H H H

int main(void) {
    return I 1;
}
