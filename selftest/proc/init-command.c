// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: the command line of init is readable by all when it is shown; the host's folders, users and options are not for programs.
#include "held.h"

int main(void) {
    static const char *marks[] = {"--", "/var/", "/home/", "/root", "/opt/", "/usr/", "/run/", "roots", "sock", "serve"};
    char line[4096];
    long length = slurp("/proc/1/cmdline", line, sizeof line);
    for (long i = 0; i < length; i++)
        if (line[i] == 0) line[i] = ' ';
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (length > 0 && strstr(line, marks[i]) != NULL) breach("/proc/1/cmdline is %s", line);
    return held();
}
