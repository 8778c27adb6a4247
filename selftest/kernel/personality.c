// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a personality switches off address randomisation or makes data executable for whatever is executed next.
#include "held.h"
#include <sys/personality.h>

int main(void) {
    refused("ADDR_NO_RANDOMIZE", syscall(SYS_personality, ADDR_NO_RANDOMIZE));
    refused("READ_IMPLIES_EXEC", syscall(SYS_personality, READ_IMPLIES_EXEC));
    refused("MMAP_PAGE_ZERO", syscall(SYS_personality, MMAP_PAGE_ZERO));
    refused("PER_LINUX32", syscall(SYS_personality, PER_LINUX32));
    refused("ADDR_NO_RANDOMIZE with a bit above 32", syscall(SYS_personality, 1UL << 32 | ADDR_NO_RANDOMIZE));
    return held();
}
