// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: who writes the map of a user namespace chooses which of the host's users he is.
#include "held.h"

int main(void) {
    static const char *files[] = {"/proc/self/uid_map", "/proc/self/gid_map", "/proc/self/projid_map", "/proc/self/setgroups"};
    static const char *lines[] = {"0 0 1\n", "0 0 1\n", "0 0 1\n", "allow\n"};
    for (int i = 0; i < 4; i++) {
        int fd = open(files[i], O_WRONLY);
        if (fd >= 0) refused(files[i], write(fd, lines[i], strlen(lines[i])));
    }
    static char map[4096];
    if (slurp("/proc/self/uid_map", map, sizeof map) <= 0) cannot("/proc/self/uid_map");
    unsigned inside, outside, length;
    char *rest = NULL;
    for (char *line = strtok_r(map, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        if (sscanf(line, "%u %u %u", &inside, &outside, &length) != 3) cannot("the map's line");
        if (outside == 0) breach("uid %u here is root outside", inside);
        if (length > 65536 * 2) breach("%u uids of the host are mapped", length);
    }
    return held();
}
