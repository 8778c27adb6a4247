// carrel-expect: ok
// carrel-needs: devices
// carrel-stdout: held
// carrel-with: held.h locks.h
// carrel-why: the other half of channels/devices.c, run beside it in another slot: it must see no lock.
#include "locks.h"

int main(void) {
    no_locks_on("/dev/null");
    no_locks_on("/dev/urandom");
    return held();
}
