// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: calls that no language needs and any user may make are kernel surface for nothing; the filter admits by list.
#include "held.h"
#include <stdint.h>

int main(void) {
    uint64_t room[32] = {0};
    refused("fanotify_init", syscall(SYS_fanotify_init, 0x200, O_RDONLY));
    refused("memfd_secret", syscall(447, 0));
    refused("landlock_create_ruleset", syscall(444, NULL, 0, 1));
    refused("lsm_list_modules", syscall(461, room, &(uint32_t){sizeof room}, 0));
    refused("migrate_pages", syscall(SYS_migrate_pages, 0, 1, room, room));
    refused("sysfs, the count of file systems", syscall(SYS_sysfs, 3));
    return held();
}
