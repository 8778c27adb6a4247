// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-short: yes
// carrel-why: one uid, group or capability kept is the difference between a program and an administrator.
#include "held.h"
#include <linux/capability.h>

static void all_zero(const char *status, const char *field) {
    const char *at = strstr(status, field);
    if (at == NULL) cannot(field);
    if (strtoull(at + strlen(field), NULL, 16) != 0) breach("%.*s", (int)strcspn(at + 1, "\n"), at + 1);
}

int main(void) {
    static char status[8192];
    uid_t real, effective, saved;
    gid_t groups[64], greal, geffective, gsaved;
    if (getresuid(&real, &effective, &saved) < 0 || getresgid(&greal, &geffective, &gsaved) < 0) cannot("getresuid");
    if (real != 1000 || effective != 1000 || saved != 1000) breach("the uids are %u %u %u", real, effective, saved);
    if (greal != 1000 || geffective != 1000 || gsaved != 1000) breach("the gids are %u %u %u", greal, geffective, gsaved);
    int count = getgroups(64, groups);
    for (int i = 0; i < count; i++)
        if (groups[i] != 1000) breach("we are in group %u", groups[i]);
    if (slurp("/proc/self/status", status, sizeof status) < 0) cannot("/proc/self/status");
    static const char *fields[] = {"\nCapInh:\t", "\nCapPrm:\t", "\nCapEff:\t", "\nCapBnd:\t", "\nCapAmb:\t"};
    for (int i = 0; i < 5; i++) all_zero(status, fields[i]);
    struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {{1U << 21, 1U << 21, 0}, {0, 0, 0}};
    refused("capset of CAP_SYS_ADMIN", syscall(SYS_capset, &head, data));
    return held();
}
