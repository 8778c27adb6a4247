// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-machine: x86_64
// carrel-why: entries of a local descriptor table reach the parts of the kernel that old exploits lived in.
#include "held.h"
#include <asm/ldt.h>

int main(void) {
    struct user_desc entry = {.entry_number = 0, .limit = 0xfffff, .seg_32bit = 1, .limit_in_pages = 1, .useable = 1};
    refused("modify_ldt", syscall(SYS_modify_ldt, 1, &entry, sizeof entry));
    refused("modify_ldt, the new way", syscall(SYS_modify_ldt, 0x11, &entry, sizeof entry));
    refused("ioperm", syscall(SYS_ioperm, 0x80, 1, 1));
    refused("iopl", syscall(SYS_iopl, 3));
    return held();
}
