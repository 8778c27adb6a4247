#include <cstdio>

int main(void) {
    static char block[65536];
    FILE *big = fopen("big", "wb");
    if (big == nullptr) return 2;
    while (fwrite(block, sizeof block, 1, big) == 1) continue;
    return 1;
}
