// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: kill(0) follows the process group out of the pid namespace; a group or session shared with the sandbox is a way to its processes.
#include "held.h"
#include <termios.h>

int main(void) {
    if (getpgrp() == 0) breach("the process group was made outside");
    if (getsid(0) == 0) breach("the session was made outside");
    for (int fd = 0; fd < 3; fd++) refused("tcgetpgrp of a standard stream", tcgetpgrp(fd));
    return held();
}
