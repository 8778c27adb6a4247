// carrel-expect: output-limit
// carrel-compile-limits: cpu=20s wall=20s memory=512MB output=1MB
// carrel-why: warnings are output too: a quarter of a million of them, each with the files that led to it.
#if __INCLUDE_LEVEL__ < 18
#include __FILE__
#include __FILE__
#else
#warning flood of diagnostics
#endif

#if __INCLUDE_LEVEL__ == 0
int main(void) {
    return 0;
}
#endif
