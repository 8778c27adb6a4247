// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h locks.h
// carrel-why: the other half of channels/locks.c, run beside it in another slot: it must see no lock.
#include "locks.h"

int main(void) {
    no_locks_on("/etc/passwd");
    no_locks_on("/etc/group");
    no_locks_on("/");
    no_locks_on("/etc");
    return held();
}
