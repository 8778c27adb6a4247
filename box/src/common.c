#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#ifndef CARREL_BOX_VERSION
#define CARREL_BOX_VERSION "unversioned"
#endif
const char BOX_VERSION[] = CARREL_BOX_VERSION;

uint64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000u + (uint64_t)t.tv_nsec / 1000u;
}

int write_text(int dir, const char *path, const char *text)
{
    int fd = openat(dir, path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t n = write(fd, text, strlen(text));
    int saved = errno;
    close(fd);
    errno = saved;
    return n < 0 ? -1 : 0;
}

static char *line_start, *line_end;

void remember_command_line(char **argv)
{
    line_start = line_end = argv[0];
    for (; *argv != NULL; argv++)
        if (*argv == line_end)
            line_end += strlen(*argv) + 1;
}

void forget_command_line(const char *title)
{
    if (line_start == line_end)
        return;
    memset(line_start, 0, (size_t)(line_end - line_start));
    strncpy(line_start, title, (size_t)(line_end - line_start) - 1);
    prctl(PR_SET_NAME, title, 0, 0, 0);
}

bool read_number(int fd, uint64_t *out)
{
    char text[32];
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    if (n <= 0)
        return false;
    text[n] = 0;
    *out = strtoull(text, NULL, 10);
    return true;
}

bool caps_keep(uint64_t mask)
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {
        {.effective = (uint32_t)mask, .permitted = (uint32_t)mask},
        {.effective = (uint32_t)(mask >> 32), .permitted = (uint32_t)(mask >> 32)},
    };
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    return syscall(SYS_capset, &header, data) == 0;
}

static bool speaks_json;

void speak_json(void)
{
    speaks_json = true;
}

static void quote(const char *text, char *out, size_t room)
{
    size_t n = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != 0 && n + 7 < room; c++) {
        if (*c == '"' || *c == '\\')
            out[n++] = '\\';
        if (*c < ' ')
            n += (size_t)snprintf(out + n, room - n, "\\u%04x", *c);
        else
            out[n++] = (char)*c;
    }
    out[n] = 0;
}

void complain(const char *format, ...)
{
    char said[1024], quoted[2 * sizeof said], at[32] = "";
    va_list words;
    va_start(words, format);
    vsnprintf(said, sizeof said, format, words);
    va_end(words);
    if (!speaks_json) {
        fprintf(stderr, "carrel-box: %s\n", said);
        return;
    }
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc) != NULL)
        strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &utc);
    quote(said, quoted, sizeof quoted);
    fprintf(stderr,
            "{\"@timestamp\":\"%s\",\"log\":{\"level\":\"ERROR\",\"logger\":\"carrel-box\"},\"process\":{\"pid\":%d},\"message\":\"%s\",\"ecs\":{\"version\":\"8.11\"}}\n",
            at, getpid(), quoted);
}

noreturn void die(const char *what)
{
    complain("%s: %s", what, strerror(errno));
    _exit(70);
}

bool message_send(int socket, uint8_t letter, struct bytes a, struct bytes b, const int *fds, int nfds)
{
    struct iovec parts[3] = {{&letter, 1}, {(void *)(uintptr_t)a.at, a.len}, {(void *)(uintptr_t)b.at, b.len}};
    union {
        char space[CMSG_SPACE(sizeof(int) * MESSAGE_FDS)];
        struct cmsghdr align;
    } control = {0};
    struct msghdr m = {.msg_iov = parts, .msg_iovlen = 3};
    if (nfds > 0) {
        m.msg_control = control.space;
        m.msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)nfds);
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)nfds);
        memcpy(CMSG_DATA(c), fds, sizeof(int) * (size_t)nfds);
    }
    ssize_t n;
    do
        n = sendmsg(socket, &m, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    return n >= 0;
}

ssize_t message_receive(int socket, uint8_t *letter, uint8_t *body, size_t cap, int *fds, int nfds)
{
    struct iovec parts[2] = {{letter, 1}, {body, cap}};
    union {
        char space[CMSG_SPACE(sizeof(int) * MESSAGE_FDS)];
        struct cmsghdr align;
    } control;
    struct msghdr m = {.msg_iov = parts, .msg_iovlen = 2, .msg_control = control.space, .msg_controllen = sizeof control.space};
    for (int i = 0; i < nfds; i++)
        fds[i] = -1;
    ssize_t n;
    do
        n = recvmsg(socket, &m, MSG_CMSG_CLOEXEC);
    while (n < 0 && errno == EINTR);
    if (n <= 0 || (m.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
        return -1;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&m); c != NULL; c = CMSG_NXTHDR(&m, c))
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS && c->cmsg_len <= CMSG_LEN(sizeof(int) * (size_t)nfds))
            memcpy(fds, CMSG_DATA(c), c->cmsg_len - CMSG_LEN(0));
    return n - 1;
}
