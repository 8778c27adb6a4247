// carrel-expect: compile-error
// carrel-lacks: daemon:x:
// carrel-why: diagnostics quote the file that they are about; a compiler that runs in the host's tree prints the host's files.
#include "/etc/passwd"
#include "/etc/group"

int main(void) {
    return 0;
}
