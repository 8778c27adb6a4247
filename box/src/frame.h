/* Frames between the client and box: reading without trust, writing without surprise. The shapes are in ../PROTOCOL.md. */
#ifndef CARREL_FRAME_H
#define CARREL_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PROTOCOL_VERSION = 1,
    FRAME_CONTENT_MAX = 1 << 20,
    FRAME_MAX = FRAME_CONTENT_MAX + 64,
    JOB_MAX = 128 * 1024, /* one message to the slot; the kernel's own limit of one argument */
    NAME_MAX_BYTES = 4096,
    ARGV_MAX = 1024,
    ENV_MAX = 256,
};

enum from_client { OPEN = 1, JOB, FILE_IN, START, STDIN, STDIN_END, SIGNAL, CANCEL, ZYGOTE, FORK, WARM, RESUME, SESSIONS_FIRST = 16, SESSIONS_LAST = 31 };
enum to_client { OPENED = 65, REFUSED, OUTPUT, FILE_OUT, ENDED, READY, RESTED };
enum file_flag { FILE_EXECUTABLE = 1, FILE_APPEND = 2 };

/* Borrowed octets. */
struct bytes {
    const uint8_t *at;
    size_t len;
};

/* Reads fields in order; the first one that does not fit sets `bad`, and every later one is zero. */
struct reader {
    const uint8_t *at, *end;
    bool bad;
};

struct reader reader_of(struct bytes body);
uint8_t take_u8(struct reader *r);
uint16_t take_u16(struct reader *r);
uint32_t take_u32(struct reader *r);
uint64_t take_u64(struct reader *r);
struct bytes take_str(struct reader *r);
struct bytes take_rest(struct reader *r);
/* True when everything fitted and nothing is left over. */
bool reader_done(const struct reader *r);

/* A queue of octets that grows; what is consumed at the front makes room for more. */
struct buffer {
    uint8_t *data;
    size_t start, len, cap;
};

void buffer_add(struct buffer *b, const void *octets, size_t n);
void buffer_drop(struct buffer *b, size_t n);
struct bytes buffer_view(const struct buffer *b);
void buffer_free(struct buffer *b);

void put_u8(struct buffer *b, uint8_t v);
void put_u16(struct buffer *b, uint16_t v);
void put_u32(struct buffer *b, uint32_t v);
void put_u64(struct buffer *b, uint64_t v);
void put_str(struct buffer *b, const char *s);
void put_bytes(struct buffer *b, struct bytes v);
/* A frame is begun, filled with put_…, and ended: the length is written last. */
size_t frame_begin(struct buffer *b, uint8_t type);
void frame_end(struct buffer *b, size_t begun);

enum cut { CUT_WAIT, CUT_FRAME, CUT_BAD };
/* Looks for one whole frame at the front; `*used` octets belong to it. */
enum cut frame_cut(struct bytes in, uint8_t *type, struct bytes *body, size_t *used);

/* Everything a job may use. Every limit but share_milli is at least 1. */
struct limits {
    uint64_t cpu_us, wall_us, memory, stdout_max, stderr_max, disk, file, stack;
    uint32_t inodes, open_files, processes, share_milli;
};

struct collect {
    uint32_t max_files;
    uint64_t max_bytes, max_file_bytes;
    uint32_t max_depth;
};

enum profile { PROFILE_RUN, PROFILE_COMPILE, PROFILE_DEBUG, PROFILE_NET, PROFILES };

/* One command. argv and env point into `text`, which the job owns. */
struct job {
    enum profile profile;
    struct limits limits;
    struct collect collect;
    char **argv, **env;
    char *text;
};

/* A program that becomes others. argv and env point into `text`. */
struct zygote {
    uint64_t stack;
    char **argv, **env;
    char *text;
};

struct open_request {
    uint16_t version;
    char root[81];
    bool loopback, full_proc;
};

bool parse_open(struct bytes body, struct open_request *out);
bool parse_job(struct bytes body, struct job *out);
void job_free(struct job *job);
bool parse_collect(struct bytes body, struct collect *out);
/* What is started ahead, and the name of the file that it opens when it gets to its program; the name is borrowed. */
bool parse_warm(struct bytes body, struct bytes *awaited, struct bytes *job);
bool parse_zygote(struct bytes body, struct zygote *out);
void zygote_free(struct zygote *zygote);
/* Relative, parts of 1 to 255 octets, none of them "." or "..". */
bool name_ok(struct bytes name);
bool root_name_ok(struct bytes name);

#endif
