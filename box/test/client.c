#define _GNU_SOURCE
#include "client.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define AWAITED "go"

static void send_all(struct client *c, struct buffer *b)
{
    while (b->len > 0) {
        ssize_t n = send(c->fd, b->data + b->start, b->len, MSG_NOSIGNAL);
        if (n <= 0)
            break;
        buffer_drop(b, (size_t)n);
    }
    buffer_free(b);
}

void client_send(struct client *c, uint8_t type, struct bytes body)
{
    struct buffer b = {0};
    size_t begun = frame_begin(&b, type);
    buffer_add(&b, body.at, body.len);
    frame_end(&b, begun);
    send_all(c, &b);
}

/* The next frame, or false when box has closed or says nothing for a minute. */
static bool next_frame(struct client *c, uint8_t *type, struct bytes *body, size_t *used)
{
    for (;;) {
        static uint8_t chunk[65536];
        enum cut cut = frame_cut(buffer_view(&c->in), type, body, used);
        if (cut == CUT_FRAME && *type == RESTED) { /* of no job */
            c->rests++;
            buffer_drop(&c->in, *used);
            continue;
        }
        if (cut != CUT_WAIT)
            return cut == CUT_FRAME;
        struct pollfd p = {c->fd, POLLIN, 0};
        ssize_t n = poll(&p, 1, 60000) == 1 ? recv(c->fd, chunk, sizeof chunk, 0) : -1;
        if (n <= 0)
            return false;
        buffer_add(&c->in, chunk, (size_t)n);
    }
}

bool client_open(struct client *c, const char *socket_path, const char *root, bool loopback, char *facts, size_t size)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    uint8_t type = 0;
    struct bytes body;
    size_t used = 0;
    *c = (struct client){.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    snprintf(a.sun_path, sizeof a.sun_path, "%s", socket_path);
    bool connected = false;
    for (int i = 0; i < 3000 && !connected; i++) {
        connected = connect(c->fd, (struct sockaddr *)&a, sizeof a) == 0;
        if (!connected && errno != ECONNREFUSED)
            return false;
        if (!connected)
            usleep(10000); /* box has bound its socket and does not listen yet */
    }
    if (!connected)
        return false;
    struct buffer b = {0};
    size_t begun = frame_begin(&b, OPEN);
    put_u16(&b, PROTOCOL_VERSION), put_str(&b, root), put_u8(&b, loopback), put_u8(&b, 0);
    frame_end(&b, begun);
    send_all(c, &b);
    bool got = next_frame(c, &type, &body, &used);
    struct reader r = reader_of(body);
    if (got && type == REFUSED) {
        struct bytes layer = take_str(&r), sentence = take_str(&r);
        snprintf(facts, size, "%.*s: %.*s", (int)layer.len, (const char *)layer.at, (int)sentence.len, (const char *)sentence.at);
    } else if (got) {
        take_u16(&r), take_str(&r), take_str(&r);
        struct bytes text = take_str(&r);
        snprintf(facts, size, "%.*s", (int)text.len, (const char *)text.at);
    }
    if (got)
        buffer_drop(&c->in, used);
    return got && type == OPENED;
}

static void put_words(struct buffer *b, const char *const *words)
{
    uint32_t n = 0;
    while (words[n] != NULL)
        n++;
    put_u32(b, n);
    for (uint32_t i = 0; i < n; i++)
        put_str(b, words[i]);
}

bool client_wake_with(struct client *c, const char *const *argv, const char *const *env, uint64_t stack)
{
    struct buffer b = {0};
    uint8_t type = 0;
    struct bytes body;
    size_t used = 0, begun = frame_begin(&b, ZYGOTE);
    put_u64(&b, stack), put_words(&b, argv), put_words(&b, env);
    frame_end(&b, begun);
    send_all(c, &b);
    if (!next_frame(c, &type, &body, &used))
        return false;
    buffer_drop(&c->in, used);
    c->forks = type == READY;
    return c->forks;
}

bool client_wake(struct client *c, const char *const *argv, uint64_t stack)
{
    return client_wake_with(c, argv, (const char *const[]){"PATH=/usr/bin:/bin", "LANG=C.UTF-8", NULL}, stack);
}

static void put_collect(struct buffer *b, const struct wish *w)
{
    put_u32(b, w->collect), put_u64(b, 1 << 20), put_u64(b, 1 << 20), put_u32(b, 8);
}

static void put_job(struct buffer *out, const struct wish *w)
{
    struct buffer b = *out;
    put_u8(&b, (uint8_t)w->profile);
    put_u64(&b, (uint64_t)((w->cpu > 0 ? w->cpu : 5) * 1e6)), put_u64(&b, (uint64_t)((w->wall > 0 ? w->wall : 8) * 1e6));
    put_u64(&b, w->memory > 0 ? w->memory : 64u << 20);
    put_u64(&b, w->output > 0 ? w->output : 1 << 20), put_u64(&b, w->output > 0 ? w->output : 1 << 20);
    put_u64(&b, w->disk > 0 ? w->disk : 32u << 20), put_u64(&b, w->file > 0 ? w->file : 8u << 20), put_u64(&b, w->stack > 0 ? w->stack : 8u << 20);
    put_u32(&b, w->inodes > 0 ? w->inodes : 500), put_u32(&b, w->open_files > 0 ? w->open_files : 2048), put_u32(&b, w->processes > 0 ? w->processes : 64), put_u32(&b, w->share_milli);
    put_collect(&b, w);
    put_words(&b, w->argv), put_words(&b, w->env);
    *out = b;
}

bool client_warm(struct client *c, const char *awaited, const struct wish *w)
{
    struct buffer b = {0};
    uint8_t type = 0;
    struct bytes body;
    size_t used = 0, begun = frame_begin(&b, WARM);
    put_str(&b, awaited), put_job(&b, w);
    frame_end(&b, begun);
    send_all(c, &b);
    if (!next_frame(c, &type, &body, &used))
        return false;
    if (type == READY)
        buffer_drop(&c->in, used);
    c->warm = type == READY;
    return c->warm;
}

/* The same wish of an actor that opens a file before it acts. */
static struct wish awaiting(const struct wish *w)
{
    struct wish waits = *w;
    waits.argv[1] = "await", waits.argv[2] = AWAITED;
    for (size_t i = 1; i + 2 < sizeof w->argv / sizeof *w->argv; i++)
        waits.argv[i + 2] = w->argv[i];
    return waits;
}

static void put_file(struct buffer *b, const char *name, uint8_t flags, const void *content, size_t len)
{
    size_t begun = frame_begin(b, FILE_IN);
    put_u8(b, flags), put_str(b, name);
    buffer_add(b, content, len);
    frame_end(b, begun);
}

void client_prepare(struct client *c, const struct wish *w)
{
    struct buffer b = {0};
    size_t begun = frame_begin(&b, c->warm ? RESUME : c->forks ? FORK : JOB);
    if (c->warm)
        put_collect(&b, w);
    else
        put_job(&b, w);
    c->warm = false;
    frame_end(&b, begun);
    if (c->waits)
        put_file(&b, AWAITED, 0, "", 0);
    if (w->file_name != NULL)
        put_file(&b, w->file_name, w->executable ? FILE_EXECUTABLE : 0, w->file_content, w->file_len > 0 ? w->file_len : strlen(w->file_content));
    send_all(c, &b);
}

void client_start(struct client *c, const struct wish *w)
{
    struct buffer b = {0};
    if (c->waits) {
        struct wish waits = awaiting(w);
        if (!client_warm(c, AWAITED, &waits))
            return;
    }
    client_prepare(c, w);
    frame_end(&b, frame_begin(&b, START));
    if (w->input != NULL) {
        size_t begun = frame_begin(&b, STDIN);
        buffer_add(&b, w->input, strlen(w->input));
        frame_end(&b, begun);
    }
    if (!w->keep_stdin)
        frame_end(&b, frame_begin(&b, STDIN_END));
    send_all(c, &b);
}

static void keep_output(struct ended *e, struct bytes body)
{
    struct reader r = reader_of(body);
    int stream = take_u8(&r) & 3;
    take_u64(&r);
    struct bytes text = take_rest(&r);
    for (size_t i = 0; i < text.len && e->written[stream] + i < sizeof e->out[0] - 1; i++)
        e->out[stream][e->written[stream] + i] = (char)text.at[i];
    e->written[stream] += text.len;
}

static void keep_file(struct ended *e, struct bytes body)
{
    struct reader r = reader_of(body);
    uint8_t flags = take_u8(&r);
    struct bytes name = take_str(&r), content = take_rest(&r);
    if (!(flags & FILE_APPEND) && e->files_len < 16)
        snprintf(e->files[e->files_len++].name, sizeof e->files[0].name, "%.*s", (int)name.len, (const char *)name.at);
    if (e->files_len > 0)
        e->files[e->files_len - 1].len += content.len;
}

struct ended client_end(struct client *c)
{
    static struct ended e;
    e = (struct ended){0};
    uint8_t type;
    struct bytes body;
    size_t used;
    while (next_frame(c, &type, &body, &used)) {
        struct reader r = reader_of(body);
        if (type == OUTPUT) {
            keep_output(&e, body);
        } else if (type == FILE_OUT) {
            keep_file(&e, body);
        } else {
            e.refused = type != ENDED;
            if (e.refused)
                take_str(&r);
            else {
                e.end = take_u8(&r), e.code = take_u32(&r), e.stopped = take_u8(&r);
                e.user_us = take_u64(&r), e.sys_us = take_u64(&r), e.cpu_us = take_u64(&r), e.wall_us = take_u64(&r), e.memory = take_u64(&r);
                e.processes_peak = take_u32(&r), e.oom_kills = take_u32(&r), e.flags = take_u32(&r);
            }
            struct bytes why = take_str(&r);
            snprintf(e.why, sizeof e.why, "%.*s", (int)why.len, (const char *)why.at);
            buffer_drop(&c->in, used);
            return e;
        }
        buffer_drop(&c->in, used);
    }
    e.closed = true;
    return e;
}

bool client_heard(struct client *c)
{
    uint8_t type = 0;
    struct bytes body;
    size_t used;
    bool heard = next_frame(c, &type, &body, &used) && type == OUTPUT;
    if (heard)
        buffer_drop(&c->in, used);
    return heard;
}

struct ended client_run(struct client *c, const struct wish *w)
{
    client_start(c, w);
    return client_end(c);
}

void client_close(struct client *c)
{
    close(c->fd);
    buffer_free(&c->in);
}
