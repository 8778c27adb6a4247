// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: wall=10s
// carrel-why: a set-id program in the root, or one that we make, gives away its owner's rights when it is executed.
#include "held.h"
#include <ftw.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>

static long seen;

static int look(const char *path, const struct stat *what, int kind, struct FTW *where) {
    (void)where;
    if (kind != FTW_F) return 0;
    seen++;
    if (what->st_mode & (S_ISUID | S_ISGID)) breach("%s has mode %o", path, what->st_mode & 07777);
    char value[64];
    if ((what->st_mode & 0111) && getxattr(path, "security.capability", value, sizeof value) > 0) breach("%s has capabilities", path);
    if (what->st_mode & 0002) breach("%s is writable by all", path);
    return 0;
}

int main(int count, char **args) {
    if (count > 1) return geteuid() == getuid() && getegid() == getgid() ? 0 : 7;
    static const char *mounts[] = {"/", ".", "/tmp", "/dev/shm", "/proc", "/dev"};
    for (size_t i = 0; i < sizeof mounts / sizeof mounts[0]; i++) {
        struct statvfs what;
        if (statvfs(mounts[i], &what) == 0 && !(what.f_flag & ST_NOSUID)) breach("%s is mounted without nosuid", mounts[i]);
    }
    if (nftw("/", look, 32, FTW_PHYS | FTW_MOUNT) < 0 || seen < 20) cannot("the files of the root");
    int status;
    chmod(args[0], 06755);
    pid_t child = fork();
    if (child == 0) {
        execl("/proc/self/exe", args[0], "again", (char *)NULL);
        _exit(0);
    }
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 7) breach("a set-id program of our own changed the user");
    return held();
}
