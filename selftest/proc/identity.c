// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: the host's name, machine id, users and name servers tell an attacker where he is and whom to ask next.
#include "held.h"
#include <sys/utsname.h>

int main(void) {
    static char text[65536];
    struct utsname name;
    if (uname(&name) < 0) cannot("uname");
    if (strcmp(name.nodename, "carrel") != 0) breach("the host's name is %s", name.nodename);
    if (slurp("/etc/machine-id", text, sizeof text) > 32) breach("/etc/machine-id is %s", text);
    if (slurp("/etc/hostname", text, sizeof text) > 0 && strcmp(text, "carrel\n") != 0) breach("/etc/hostname is %s", text);
    if (slurp("/etc/resolv.conf", text, sizeof text) > 0 && strstr(text, "nameserver") != NULL) breach("/etc/resolv.conf is %s", text);
    if (slurp("/etc/passwd", text, sizeof text) <= 0) cannot("/etc/passwd");
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
        if (strncmp(line, "root:", 5) != 0 && strncmp(line, "learner:", 8) != 0 && strncmp(line, "nobody:", 7) != 0) breach("/etc/passwd has %s", line);
    unreadable("/etc/shadow");
    unreadable("/etc/gshadow");
    unreadable("/root/.ssh/id_rsa");
    unreadable("/root/.bash_history");
    unreadable("/var/log/syslog");
    unreadable("/var/tmp/carrel-selftest-mark");
    return held();
}
