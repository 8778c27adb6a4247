/* Which uids a slot may use. Two each: its own root and the job's user, so that no two slots share a kernel quota. */
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PER_SLOT = 2 };
/* Above the ranges that distributions hand out to users (from 100000) and containers (to 1879048191). */
static const uid_t PRIVATE_FIRST = 1900000000;
static const unsigned int PRIVATE_COUNT = 65536;

const char *uids_name(enum uids kind)
{
    switch (kind) {
    case UIDS_PRIVATE: return "private";
    case UIDS_SUBUID: return "subuid";
    case UIDS_ONE: break;
    }
    return "one";
}

/* /etc/passwd itself: a static program cannot load the C library's name services. */
static bool account_find(const char *name, uid_t uid, struct account *out)
{
    FILE *f = fopen("/etc/passwd", "re");
    bool found = false;
    for (struct passwd *p; f != NULL && !found && (p = fgetpwent(f)) != NULL;) {
        found = name != NULL ? strcmp(p->pw_name, name) == 0 : p->pw_uid == uid;
        if (found) {
            *out = (struct account){.uid = p->pw_uid, .gid = p->pw_gid};
            snprintf(out->name, sizeof out->name, "%s", p->pw_name);
        }
    }
    if (f != NULL)
        fclose(f);
    return found;
}

bool account_by_name(const char *name, struct account *out) { return account_find(name, 0, out); }
bool account_by_uid(uid_t uid, struct account *out) { return account_find(NULL, uid, out); }

static bool range_in(const char *path, const char *user, struct uid_plan *out)
{
    FILE *f = fopen(path, "re");
    char line[256], name[128], number[16];
    bool found = false;
    snprintf(number, sizeof number, "%u", getuid());
    while (f != NULL && !found && fgets(line, sizeof line, f) != NULL) {
        unsigned long first, count;
        if (sscanf(line, "%127[^:]:%lu:%lu", name, &first, &count) == 3 && (strcmp(name, user) == 0 || strcmp(name, number) == 0) && count >= PER_SLOT) {
            *out = (struct uid_plan){UIDS_SUBUID, (uid_t)first, (unsigned int)count};
            found = true;
        }
    }
    if (f != NULL)
        fclose(f);
    return found;
}

struct uid_plan uid_plan_here(void)
{
    if (geteuid() == 0)
        return (struct uid_plan){UIDS_PRIVATE, PRIVATE_FIRST, PRIVATE_COUNT};
    struct uid_plan uids, gids;
    struct account me;
    const char *name = account_by_uid(getuid(), &me) ? me.name : "";
    /* One range serves both kinds of id only when the two files agree; they do wherever useradd wrote them. */
    if (access("/usr/bin/newuidmap", X_OK) == 0 && range_in("/etc/subuid", name, &uids) && range_in("/etc/subgid", name, &gids) &&
        uids.first == gids.first && uids.count == gids.count)
        return uids;
    return (struct uid_plan){UIDS_ONE, getuid(), 1};
}

static bool helper(const char *program, pid_t pid, uid_t root, uid_t job)
{
    char who[16], first[16], second[16];
    snprintf(who, sizeof who, "%d", pid);
    snprintf(first, sizeof first, "%u", root);
    snprintf(second, sizeof second, "%u", job);
    pid_t child = fork();
    if (child == 0) {
        execl(program, program, who, "0", first, "1", "1000", second, "1", (char *)NULL);
        _exit(127);
    }
    int status;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool uid_map_slot(const struct uid_plan *plan, unsigned int slot, pid_t pid)
{
    char path[64], map[96];
    if (plan->kind == UIDS_ONE) {
        snprintf(path, sizeof path, "/proc/%d/setgroups", pid);
        if (write_text(AT_FDCWD, path, "deny") != 0)
            return false;
    }
    uid_t root = plan->first + PER_SLOT * slot, job = root + 1;
    if (plan->kind != UIDS_ONE && PER_SLOT * (slot + 1) > plan->count) {
        errno = ENOSPC;
        return false;
    }
    /* A map that is unset may be set by anybody inside, once: project ids are nobody's business here. */
    snprintf(path, sizeof path, "/proc/%d/projid_map", pid);
    if (write_text(AT_FDCWD, path, "0 0 1\n") != 0)
        return false;
    if (plan->kind == UIDS_SUBUID)
        return helper("/usr/bin/newuidmap", pid, root, job) && helper("/usr/bin/newgidmap", pid, root, job);
    const char *const FILES[] = {"uid_map", "gid_map"};
    for (int i = 0; i < 2; i++) {
        unsigned int own = i == 0 ? getuid() : getgid();
        if (plan->kind == UIDS_ONE)
            snprintf(map, sizeof map, "%d %u 1\n", JOB_UID, own);
        else
            snprintf(map, sizeof map, "0 %u 1\n%d %u 1\n", root, JOB_UID, job);
        snprintf(path, sizeof path, "/proc/%d/%s", pid, FILES[i]);
        if (write_text(AT_FDCWD, path, map) != 0)
            return false;
    }
    return true;
}
