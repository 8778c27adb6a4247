#include <math.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    (void)argv;
    char first[64];
    FILE *raw = fopen("/dev/stdin", "r");
    if (!raw) return 1;
    setvbuf(raw, NULL, _IONBF, 0);
    if (!fgets(first, sizeof first, raw)) return 2;
    first[strcspn(first, "\n")] = 0;
    int sum = 0, n;
    while (scanf("%d", &n) == 1) sum += n;
    FILE *log = fopen("/dev/stderr", "w");
    if (!log) return 3;
    fprintf(log, "étape: done\n");
    fclose(log);
    printf("Grüße, %s\n语言 ⚙ %d %.0f %d\n", first, sum, sqrt(36.0), argc);
    return 0;
}
