// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: keyrings belong to a user, not to a run: what one run leaves there the next one reads.
#include "held.h"

int main(void) {
    enum { SESSION = -3, USER = -4, USER_SESSION = -5, PROCESS = -2 };
    static const int rings[] = {SESSION, USER, USER_SESSION, PROCESS};
    for (int i = 0; i < 4; i++) {
        refused("add_key", syscall(SYS_add_key, "user", "carrel", "mark", 4, rings[i]));
        refused("request_key", syscall(SYS_request_key, "user", "carrel", NULL, rings[i]));
        refused("keyctl get", syscall(SYS_keyctl, 0, rings[i], 1));
        refused("keyctl describe", syscall(SYS_keyctl, 6, rings[i], NULL, 0));
        refused("keyctl search", syscall(SYS_keyctl, 10, rings[i], "user", "carrel", 0));
    }
    refused("keyctl join", syscall(SYS_keyctl, 1, NULL));
    refused("keyctl capabilities", syscall(SYS_keyctl, 31, NULL, 0));
    return held();
}
