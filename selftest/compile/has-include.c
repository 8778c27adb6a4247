// carrel-expect: ok
// carrel-stdout: held
// carrel-why: __has_include asks the file system without a diagnostic; at compile time as at run time the host's files are not there.
#include <stdio.h>

#if __has_include("/var/tmp/carrel-selftest-mark") || __has_include("/etc/shadow") \
    || __has_include("/proc/kallsyms") || __has_include("/proc/sys/kernel/core_pattern") || __has_include("/sys/kernel/notes") \
    || __has_include("/root/.bashrc") || __has_include("/root/.profile") || __has_include("/etc/machine-id") || __has_include("/.dockerenv") \
    || __has_include("../../../../../../../../var/tmp/carrel-selftest-mark") || __has_include("/var/lib/dpkg/lock") || __has_include("/etc/ssh/sshd_config")
#define SEEN "breach: the compiler sees a file of the host"
#else
#define SEEN "held"
#endif

int main(void) {
    puts(SEEN);
    return SEEN[0] == 'b';
}
