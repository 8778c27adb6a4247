// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-short: yes
// carrel-why: passwords and tokens of a service live in its environment; the program's own is made from nothing.
#include "held.h"
#include <ctype.h>

static void looked_at(const char *variable) {
    static const char known[] = " PATH HOME LANG TMPDIR LD_PRELOAD _STDBUF_O ASAN_OPTIONS ";
    static const char *words[] = {"CARREL", "PASSWORD", "PASSWD", "TOKEN", "SECRET", "KEY", "CREDENTIAL", "DATABASE", "REDIS", "POSTGRES", "AWS", "JAVA"};
    char name[200], padded[204];
    size_t length = strcspn(variable, "=");
    if (length >= sizeof name) length = sizeof name - 1;
    for (size_t i = 0; i < length; i++) name[i] = (char)toupper((unsigned char)variable[i]);
    name[length] = 0;
    snprintf(padded, sizeof padded, " %s ", name);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(name, words[i]) != NULL) breach("the variable %s is set", name);
    if (strstr(known, padded) == NULL) breach("the variable %s is none of ours", name);
}

int main(void) {
    static char block[65536];
    for (char **variable = environ; *variable != NULL; variable++) looked_at(*variable);
    long size = slurp("/proc/self/environ", block, sizeof block);
    if (size < 0) cannot("/proc/self/environ");
    for (long at = 0; at < size; at += (long)strlen(block + at) + 1) looked_at(block + at);
    return held();
}
