#pragma GCC optimize("O3")
#pragma GCC target("avx2")
#include <bits/stdc++.h>
int main() {
#ifdef __AVX2__
    puts("avx2");
#else
    puts("none");
#endif
}
