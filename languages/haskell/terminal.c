/* Says that stdout is a terminal, so that GHC's runtime writes line by line. */
#include <errno.h>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

int isatty(int fd) {
    struct termios settings;
    if (fd == STDOUT_FILENO && fcntl(fd, F_GETFD) != -1) return 1;
    return tcgetattr(fd, &settings) == 0;
}
