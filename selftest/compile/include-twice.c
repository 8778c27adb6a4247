// carrel-expect: time-limit
// carrel-needs: cgroup
// carrel-compile-limits: cpu=2s wall=8s memory=1GB
// carrel-why: a file that includes itself twice is read 2^60 times; the compile step has its own clock.
#if __INCLUDE_LEVEL__ < 60
#include __FILE__
#include __FILE__
#endif

#if __INCLUDE_LEVEL__ == 0
int main(void) {
    return 0;
}
#endif
