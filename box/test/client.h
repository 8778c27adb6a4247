/* A small client of box, for its tests: blocking, and without patience for anything unexpected. */
#ifndef CARREL_CLIENT_H
#define CARREL_CLIENT_H

#include "box.h"

struct client {
    int fd;
    bool forks, warm; /* its jobs are the zygote's; a program waits for the next one */
    bool waits;       /* each of its jobs is an actor that has waited for it */
    unsigned int rests; /* how often it said that it had rested */
    struct buffer in;
};

struct wish {
    const char *argv[8], *env[5];
    double cpu, wall;
    uint64_t memory, output, disk, file, stack;
    uint32_t inodes, processes, open_files, share_milli, collect;
    enum profile profile;
    const char *file_name, *file_content, *input;
    size_t file_len; /* 0: file_content is text */
    bool keep_stdin, executable;
};

struct file_back {
    char name[64];
    size_t len;
};

struct ended {
    bool closed, refused; /* instead of ENDED */
    uint8_t end, stopped;
    uint32_t code, processes_peak, oom_kills, flags;
    uint64_t user_us, sys_us, cpu_us, wall_us, memory;
    char out[3][256], why[256];
    size_t written[3], files_len;
    struct file_back files[16];
};

bool client_open(struct client *c, const char *socket, const char *root, bool loopback, char *facts, size_t size);
bool client_wake_with(struct client *c, const char *const *argv, const char *const *env, uint64_t stack);
bool client_wake(struct client *c, const char *const *argv, uint64_t stack); /* a zygote; false when the slot is over */
bool client_warm(struct client *c, const char *awaited, const struct wish *w); /* a program that waits; false: what it says instead is next */
void client_send(struct client *c, uint8_t type, struct bytes body);
void client_prepare(struct client *c, const struct wish *w); /* all that comes before START */
void client_start(struct client *c, const struct wish *w);
bool client_heard(struct client *c); /* waits for a first word of the program; it is then lost to client_end */
struct ended client_end(struct client *c);
struct ended client_run(struct client *c, const struct wish *w);
void client_close(struct client *c);

#endif
