// a comment of two lines \
#include <iostream>
/* and one of
#include <bits/stdc++.h>
three */
#include <cstdio>
#ifdef _GLIBCXX_IOSTREAM
#error the comments were not seen
#endif
int main() { std::puts("plain"); }
