// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: the table of mounts tells the host's folders, and a mount without nosuid, nodev or read-only is one that we forgot.
#include "held.h"

static int known(const char *point) {
    static const char *points[] = {"/", "/work", "/tmp", "/proc", "/dev", "/dev/shm", "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"};
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++)
        if (strcmp(point, points[i]) == 0) return 1;
    return 0;
}

int main(void) {
    static char table[65536];
    if (slurp("/proc/self/mountinfo", table, sizeof table) <= 0) cannot("/proc/self/mountinfo");
    int lines = 0;
    char *rest = NULL;
    for (char *line = strtok_r(table, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest), lines++) {
        char root[512], point[512], options[512];
        if (sscanf(line, "%*d %*d %*s %511s %511s %511s", root, point, options) != 3) cannot(line);
        int of_root = strcmp(point, "/") == 0, device = strncmp(point, "/dev/", 5) == 0 && strcmp(point, "/dev/shm") != 0;
        if (!known(point)) breach("%s is mounted", point);
        if (strchr(root + 1, '/') != NULL && !(of_root && strstr(root, "/roots/") != NULL)) breach("%s shows the host's folder %s", point, root);
        if (strstr(line, "lowerdir=/home") || strstr(line, "upperdir=") || strstr(line, "workdir=")) breach("a layer of the host is named: %s", line);
        if (!device && strstr(options, "nosuid") == NULL) breach("%s is mounted without nosuid", point);
        if (!device && strcmp(point, "/dev") != 0 && strstr(options, "nodev") == NULL) breach("%s is mounted without nodev", point);
        if (of_root && strncmp(options, "ro", 2) != 0) breach("the root is mounted %s", options);
    }
    if (lines < 3) cannot("a table of mounts");
    return held();
}
