/*
 * Feeds the frame parsers with damaged frames for a bounded time (seconds as first argument), under the sanitizers. Each
 * round starts from a well-formed OPEN, JOB or FILE and flips, cuts, repeats or overwrites some of it; the seed is printed,
 * and a second argument repeats it.
 */
#define _GNU_SOURCE
#include "box.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t state;

static uint32_t any(uint32_t below)
{
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (uint32_t)(state >> 11) % below;
}

static void well_formed(struct buffer *b)
{
    size_t begun;
    switch (any(3)) {
    case 0:
        begun = frame_begin(b, OPEN);
        put_u16(b, 1), put_str(b, "python-3.11"), put_u8(b, 0), put_u8(b, 1);
        break;
    case 1:
        begun = frame_begin(b, JOB);
        put_u8(b, 1);
        for (int i = 0; i < 8; i++)
            put_u64(b, 1000 + any(100000));
        for (int i = 0; i < 4; i++)
            put_u32(b, 1 + any(1000));
        put_u32(b, 3), put_u64(b, 1000), put_u64(b, 1000), put_u32(b, 4);
        put_u32(b, 3), put_str(b, "/usr/bin/python3"), put_str(b, "main.py"), put_str(b, "");
        put_u32(b, 2), put_str(b, "A=1"), put_str(b, "PATH=/bin");
        break;
    default:
        begun = frame_begin(b, FILE_IN);
        put_u8(b, 0), put_str(b, "folder/main.py"), buffer_add(b, "print(1)", 8);
    }
    frame_end(b, begun);
}

static void damage(uint8_t *at, size_t *len)
{
    static const uint32_t EDGES[] = {0, 1, 0x7f, 0x80, 0xff, 0x7fffffff, 0x80000000, 0xffffffff, FRAME_MAX, FRAME_MAX + 1};
    for (uint32_t times = any(8); times > 0 && *len > 0; times--) {
        uint32_t where = any((uint32_t)*len);
        switch (any(4)) {
        case 0: at[where] ^= (uint8_t)(1u << any(8)); break;
        case 1: at[where] = (uint8_t)any(256); break;
        case 2: *len = where; break;
        default: {
            uint32_t edge = EDGES[any(sizeof EDGES / sizeof *EDGES)];
            for (size_t i = 0; i < 4 && where + i < *len; i++)
                at[where + i] = (uint8_t)(edge >> (24 - 8 * i));
        }
        }
    }
}

static void read_as_box_does(struct bytes in)
{
    uint8_t type;
    struct bytes body;
    size_t used;
    while (frame_cut(in, &type, &body, &used) == CUT_FRAME) {
        struct open_request open;
        struct job job;
        if (parse_open(body, &open))
            CHECK(open.root[0] != 0 && strlen(open.root) <= 80 && strchr(open.root, '/') == NULL);
        if (parse_job(body, &job)) {
            CHECK(job.argv[0] != NULL && job.limits.cpu_us > 0 && job.limits.processes > 0 && job.profile < PROFILES);
            for (char **s = job.argv; *s != NULL; s++)
                CHECK(strlen(*s) <= body.len);
            job_free(&job);
        }
        struct bytes awaited, rest;
        struct collect collect;
        if (parse_warm(body, &awaited, &rest))
            CHECK(awaited.len > 0 && awaited.at[0] != '/' && rest.len <= body.len);
        if (parse_collect(body, &collect))
            CHECK(body.len == 24);
        struct zygote zygote;
        if (parse_zygote(body, &zygote)) {
            CHECK(zygote.argv[0] != NULL && zygote.stack > 0);
            for (char **s = zygote.env; *s != NULL; s++)
                CHECK(strlen(*s) <= body.len);
            zygote_free(&zygote);
        }
        struct reader r = reader_of(body);
        take_u8(&r);
        struct bytes name = take_str(&r), content = take_rest(&r);
        if (!r.bad && name_ok(name))
            CHECK(content.len <= body.len && memmem(name.at, name.len, "/../", 4) == NULL);
        in.at += used;
        in.len -= used;
    }
}

int main(int argc, char **argv)
{
    time_t until = time(NULL) + (argc > 1 ? atoi(argv[1]) : 5);
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL) * 2654435761u;
    unsigned long rounds = 0;
    state = seed | 1;
    while (time(NULL) < until && !broken)
        for (int i = 0; i < 1000; i++, rounds++) {
            struct buffer b = {0};
            for (uint32_t frames = 1 + any(3); frames > 0; frames--)
                well_formed(&b);
            size_t len = b.len;
            uint8_t *copy = malloc(len); /* exactly as long as it says: one octet too far is a crash */
            memcpy(copy, b.data + b.start, len);
            damage(copy, &len);
            uint8_t *exact = malloc(len == 0 ? 1 : len);
            memcpy(exact, copy, len);
            read_as_box_does((struct bytes){exact, len});
            free(exact), free(copy);
            buffer_free(&b);
        }
    broken ? failed++ : passed++;
    fprintf(stderr, "fuzz: %lu damaged inputs, seed %llu\n", rounds, (unsigned long long)seed);
    return SUMMARY();
}
