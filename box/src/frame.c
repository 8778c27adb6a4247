#include "frame.h"

#include <stdlib.h>
#include <string.h>

struct reader reader_of(struct bytes body)
{
    return (struct reader){.at = body.at, .end = body.at + body.len};
}

static const uint8_t *take(struct reader *r, size_t n)
{
    if (r->bad || (size_t)(r->end - r->at) < n) {
        r->bad = true;
        return NULL;
    }
    const uint8_t *at = r->at;
    r->at += n;
    return at;
}

static uint64_t take_number(struct reader *r, size_t octets)
{
    const uint8_t *at = take(r, octets);
    uint64_t v = 0;
    for (size_t i = 0; at != NULL && i < octets; i++)
        v = v << 8 | at[i];
    return v;
}

uint8_t take_u8(struct reader *r) { return (uint8_t)take_number(r, 1); }
uint16_t take_u16(struct reader *r) { return (uint16_t)take_number(r, 2); }
uint32_t take_u32(struct reader *r) { return (uint32_t)take_number(r, 4); }
uint64_t take_u64(struct reader *r) { return take_number(r, 8); }

struct bytes take_str(struct reader *r)
{
    uint32_t len = take_u32(r);
    const uint8_t *at = take(r, len);
    if (at == NULL)
        return (struct bytes){0};
    if (memchr(at, 0, len) != NULL) {
        r->bad = true;
        return (struct bytes){0};
    }
    return (struct bytes){at, len};
}

struct bytes take_rest(struct reader *r)
{
    size_t len = r->bad ? 0 : (size_t)(r->end - r->at);
    const uint8_t *at = take(r, len);
    return at == NULL ? (struct bytes){0} : (struct bytes){at, len};
}

bool reader_done(const struct reader *r)
{
    return !r->bad && r->at == r->end;
}

void buffer_add(struct buffer *b, const void *octets, size_t n)
{
    if (n == 0)
        return;
    if (b->start + b->len + n > b->cap) {
        if (b->len > 0)
            memmove(b->data, b->data + b->start, b->len);
        b->start = 0;
    }
    if (b->len + n > b->cap) {
        size_t cap = b->cap == 0 ? 4096 : b->cap;
        while (cap < b->len + n)
            cap *= 2;
        uint8_t *data = realloc(b->data, cap);
        if (data == NULL)
            abort(); /* box dies; the kernel takes the slot with it, and the client sees a closed socket */
        b->data = data;
        b->cap = cap;
    }
    memcpy(b->data + b->start + b->len, octets, n);
    b->len += n;
}

void buffer_drop(struct buffer *b, size_t n)
{
    b->start += n;
    b->len -= n;
    if (b->len == 0)
        b->start = 0;
}

struct bytes buffer_view(const struct buffer *b)
{
    return (struct bytes){b->data + b->start, b->len};
}

void buffer_free(struct buffer *b)
{
    free(b->data);
    *b = (struct buffer){0};
}

static void put_number(struct buffer *b, uint64_t v, size_t octets)
{
    uint8_t out[8];
    for (size_t i = 0; i < octets; i++)
        out[i] = (uint8_t)(v >> (8 * (octets - 1 - i)));
    buffer_add(b, out, octets);
}

void put_u8(struct buffer *b, uint8_t v) { put_number(b, v, 1); }
void put_u16(struct buffer *b, uint16_t v) { put_number(b, v, 2); }
void put_u32(struct buffer *b, uint32_t v) { put_number(b, v, 4); }
void put_u64(struct buffer *b, uint64_t v) { put_number(b, v, 8); }

void put_str(struct buffer *b, const char *s)
{
    put_bytes(b, (struct bytes){(const uint8_t *)s, strlen(s)});
}

void put_bytes(struct buffer *b, struct bytes v)
{
    put_u32(b, (uint32_t)v.len);
    buffer_add(b, v.at, v.len);
}

size_t frame_begin(struct buffer *b, uint8_t type)
{
    put_u32(b, 0);
    put_u8(b, type);
    return b->len - 1;
}

void frame_end(struct buffer *b, size_t begun)
{
    uint32_t length = (uint32_t)(b->len - begun);
    uint8_t *at = b->data + b->start + begun - 4;
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(length >> (24 - 8 * i));
}

enum cut frame_cut(struct bytes in, uint8_t *type, struct bytes *body, size_t *used)
{
    if (in.len < 4)
        return CUT_WAIT;
    struct reader r = reader_of(in);
    uint32_t length = take_u32(&r);
    if (length < 1 || length > FRAME_MAX)
        return CUT_BAD;
    if (in.len < 4 + (size_t)length)
        return CUT_WAIT;
    *type = take_u8(&r);
    *body = (struct bytes){r.at, length - 1};
    *used = 4 + (size_t)length;
    return CUT_FRAME;
}

bool root_name_ok(struct bytes name)
{
    if (name.len < 1 || name.len > 80 || name.at[0] == '.' || name.at[0] == '-' || name.at[0] == '_' || name.at[0] == '+')
        return false;
    for (size_t i = 0; i < name.len; i++) {
        uint8_t c = name.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '+'))
            return false;
    }
    return true;
}

bool name_ok(struct bytes name)
{
    if (name.len < 1 || name.len > NAME_MAX_BYTES)
        return false;
    for (size_t start = 0, i = 0; i <= name.len; i++) {
        if (i < name.len && name.at[i] == 0)
            return false;
        if (i < name.len && name.at[i] != '/')
            continue;
        size_t part = i - start;
        const uint8_t *at = name.at + start;
        if (part < 1 || part > 255 || (part == 1 && at[0] == '.') || (part == 2 && at[0] == '.' && at[1] == '.'))
            return false;
        start = i + 1;
    }
    return true;
}

bool parse_open(struct bytes body, struct open_request *out)
{
    struct reader r = reader_of(body);
    *out = (struct open_request){.version = take_u16(&r)};
    struct bytes root = take_str(&r);
    uint8_t network = take_u8(&r), proc = take_u8(&r);
    if (!reader_done(&r) || !root_name_ok(root) || network > 1 || proc > 1)
        return false;
    memcpy(out->root, root.at, root.len);
    out->loopback = network == 1;
    out->full_proc = proc == 1;
    return true;
}

static uint64_t take_limit(struct reader *r)
{
    uint64_t v = take_u64(r);
    r->bad |= v < 1 || v > INT64_MAX / 2000;
    return v;
}

static struct limits take_limits(struct reader *r)
{
    struct limits l = {0};
    uint64_t *big[] = {&l.cpu_us, &l.wall_us, &l.memory, &l.stdout_max, &l.stderr_max, &l.disk, &l.file, &l.stack};
    for (size_t i = 0; i < sizeof big / sizeof *big; i++)
        *big[i] = take_limit(r);
    uint32_t *small[] = {&l.inodes, &l.open_files, &l.processes};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        *small[i] = take_u32(r);
        if (*small[i] < 1 || *small[i] > 1000 * 1000)
            r->bad = true;
    }
    l.share_milli = take_u32(r);
    if (l.share_milli > 1000 * 1000)
        r->bad = true;
    return l;
}

/* Copies n strings to *text, NUL after each, and points list[i] at them. */
static char **take_list(struct reader *r, uint32_t max, char **text)
{
    uint32_t n = take_u32(r);
    if (r->bad || n > max) {
        r->bad = true;
        return NULL;
    }
    char **list = calloc((size_t)n + 1, sizeof *list);
    if (list == NULL)
        abort();
    for (uint32_t i = 0; i < n; i++) {
        struct bytes s = take_str(r);
        if (r->bad)
            break;
        list[i] = *text;
        if (s.len > 0)
            memcpy(*text, s.at, s.len);
        (*text)[s.len] = 0;
        *text += s.len + 1;
    }
    return list;
}

static struct collect take_collect(struct reader *r)
{
    struct collect c = {.max_files = take_u32(r)};
    c.max_bytes = take_u64(r);
    c.max_file_bytes = take_u64(r);
    c.max_depth = take_u32(r);
    return c;
}

bool parse_collect(struct bytes body, struct collect *out)
{
    struct reader r = reader_of(body);
    *out = take_collect(&r);
    return reader_done(&r);
}

bool parse_warm(struct bytes body, struct bytes *awaited, struct bytes *job)
{
    struct reader r = reader_of(body);
    *awaited = take_str(&r);
    *job = take_rest(&r);
    return !r.bad && body.len <= JOB_MAX && name_ok(*awaited);
}

bool parse_job(struct bytes body, struct job *out)
{
    *out = (struct job){0};
    if (body.len > JOB_MAX)
        return false;
    struct reader r = reader_of(body);
    uint8_t profile = take_u8(&r);
    out->profile = (enum profile)profile;
    out->limits = take_limits(&r);
    out->collect = take_collect(&r);
    char *text = out->text = malloc(body.len + 1); /* each string brought four octets of length: its NUL fits */
    if (text == NULL)
        abort();
    out->argv = take_list(&r, ARGV_MAX, &text);
    if (!r.bad)
        out->env = take_list(&r, ENV_MAX, &text);
    if (reader_done(&r) && profile < PROFILES && out->argv[0] != NULL && out->argv[0][0] != 0)
        return true;
    job_free(out);
    return false;
}

void job_free(struct job *job)
{
    free(job->argv);
    free(job->env);
    free(job->text);
    *job = (struct job){0};
}

bool parse_zygote(struct bytes body, struct zygote *out)
{
    *out = (struct zygote){0};
    if (body.len > JOB_MAX)
        return false;
    struct reader r = reader_of(body);
    out->stack = take_limit(&r);
    char *text = out->text = malloc(body.len + 1);
    if (text == NULL)
        abort();
    out->argv = take_list(&r, ARGV_MAX, &text);
    if (!r.bad)
        out->env = take_list(&r, ENV_MAX, &text);
    if (reader_done(&r) && out->argv[0] != NULL && out->argv[0][0] != 0)
        return true;
    zygote_free(out);
    return false;
}

void zygote_free(struct zygote *zygote)
{
    free(zygote->argv);
    free(zygote->env);
    free(zygote->text);
    *zygote = (struct zygote){0};
}
