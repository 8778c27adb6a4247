// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: the compile step sees a root as well: its own three users are harmless, one more is the host's.
#include "held.h"

__asm__(".section .data\nusers:\n.incbin \"/etc/passwd\"\n.byte 0\n.text\n");
extern char users[];

int main(void) {
    char *rest = NULL;
    int lines = 0;
    for (char *line = strtok_r(users, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest), lines++)
        if (strncmp(line, "root:", 5) != 0 && strncmp(line, "learner:", 8) != 0 && strncmp(line, "nobody:", 7) != 0) breach("the compiler saw %s", line);
    if (lines == 0) cannot("the users at compile time");
    return held();
}
