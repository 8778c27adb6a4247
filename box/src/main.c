#define _GNU_SOURCE
#include "box.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char USAGE[] =
    "carrel-box: runs strangers' programs in slots, for a client on a unix socket\n"
    "\n"
    "  carrel-box serve --roots DIR --run DIR [--user NAME] [--max-slots N] [--single-tenant] [--json] [-- COMMAND ARG...]\n"
    "      --roots DIR       folder of roots, one folder each\n"
    "      --run DIR         folder for the socket; COMMAND finds its path in CARREL_BOX_SOCKET, and box's\n"
    "                        version in CARREL_BOX_VERSION\n"
    "      --user NAME       as root: the account that COMMAND runs as and that may connect (default carrel)\n"
    "      --max-slots N     at most N slots at a time (default 256, at most 1024)\n"
    "      --single-tenant   serve although a layer between tenants is missing\n"
    "      --json            says what it has to say as one JSON object a line, in Elastic's common schema\n"
    "      With COMMAND, serving ends when COMMAND ends, with its exit code.\n"
    "  carrel-box probe      what this machine offers, one `key=value` a line\n"
    "  carrel-box filter amd64|arm64 run|compile|debug|net none|loopback\n"
    "                        the seccomp program as octets on stdout\n"
    "  carrel-box version\n";

static noreturn void usage(const char *wrong)
{
    fprintf(stderr, "carrel-box: %s\n%s", wrong, USAGE);
    exit(64);
}

static int command_serve(char **argv)
{
    struct serve_options o = {.user = "carrel", .max_slots = 256};
    for (char **at = argv; *at != NULL; at++) {
        if (strcmp(*at, "--") == 0) {
            o.command = at[1] == NULL ? NULL : at + 1;
            break;
        }
        if (strcmp(*at, "--single-tenant") == 0) {
            o.single_tenant = true;
            continue;
        }
        if (strcmp(*at, "--json") == 0) {
            speak_json();
            continue;
        }
        char *option = *at, *value = *++at;
        if (value == NULL)
            usage("an option lacks its value");
        if (strcmp(option, "--roots") == 0)
            o.roots = value;
        else if (strcmp(option, "--run") == 0)
            o.run = value;
        else if (strcmp(option, "--user") == 0)
            o.user = value;
        else if (strcmp(option, "--max-slots") == 0)
            o.max_slots = (unsigned int)strtoul(value, NULL, 10);
        else
            usage("unknown option");
    }
    if (o.roots == NULL || o.run == NULL)
        usage("--roots and --run are required");
    if (o.max_slots < 1 || o.max_slots > 1024)
        usage("--max-slots is between 1 and 1024");
    return serve(&o);
}

static int command_filter(char **argv)
{
    static const char *const PROFILE[PROFILES] = {"run", "compile", "debug", "net"};
    if (argv[0] == NULL || argv[1] == NULL || argv[2] == NULL)
        usage("filter takes an architecture, a profile and a network");
    for (enum profile p = PROFILE_RUN; p < PROFILES; p++) {
        if (strcmp(argv[1], PROFILE[p]) != 0)
            continue;
        static struct filter f;
        filter_build(&f, strcmp(argv[0], "arm64") == 0 ? ARCH_ARM64 : ARCH_AMD64, p, strcmp(argv[2], "loopback") == 0);
        return fwrite(f.code, sizeof *f.code, f.len, stdout) == f.len ? 0 : 1;
    }
    usage("unknown profile");
}

int main(int argc, char **argv)
{
    /* Started with stdio closed, our sockets would land on 0 to 2, where programs read and messages are printed. */
    int fd;
    while ((fd = open("/dev/null", O_RDWR)) >= 0 && fd < 3)
        ;
    close(fd);
    remember_command_line(argv);
    if (argc >= 2 && strcmp(argv[1], "serve") == 0)
        return command_serve(argv + 2);
    if (argc == 2 && strcmp(argv[1], "probe") == 0)
        return probe();
    if (argc >= 2 && strcmp(argv[1], "filter") == 0)
        return command_filter(argv + 2);
    if (argc == 2 && strcmp(argv[1], "version") == 0)
        return puts(BOX_VERSION) < 0;
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0))
        return fputs(USAGE, stdout) < 0;
    usage("what is to be done?");
}
