/* What needs no kernel right: frames, names, and the seccomp programs run by a small BPF machine, for both architectures. */
#define _GNU_SOURCE
#include "box.h"
#include "check.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static struct bytes of(const char *s) { return (struct bytes){(const uint8_t *)s, strlen(s)}; }

static void numbers_come_back_as_they_went(void)
{
    struct buffer b = {0};
    put_u8(&b, 200), put_u16(&b, 60000), put_u32(&b, 4000000000u), put_u64(&b, 1ull << 63), put_str(&b, "é");
    struct reader r = reader_of(buffer_view(&b));
    CHECK(take_u8(&r) == 200 && take_u16(&r) == 60000 && take_u32(&r) == 4000000000u && take_u64(&r) == 1ull << 63);
    struct bytes s = take_str(&r);
    CHECK(s.len == 2 && reader_done(&r));
    take_u8(&r);
    CHECK(r.bad && take_rest(&r).len == 0);
    buffer_free(&b);
}

static void a_string_with_nul_is_bad(void)
{
    struct reader r = reader_of((struct bytes){(const uint8_t *)"\0\0\0\3a\0b", 7});
    take_str(&r);
    CHECK(r.bad);
}

static void a_buffer_keeps_order_while_it_moves(void)
{
    struct buffer b = {0};
    unsigned char next_in = 0, next_out = 0;
    for (int round = 0; round < 5000; round++) {
        unsigned char some[61];
        for (size_t i = 0; i < sizeof some; i++)
            some[i] = next_in++;
        buffer_add(&b, some, sizeof some);
        size_t n = (size_t)round % 60;
        for (size_t i = 0; i < n; i++)
            CHECK(buffer_view(&b).at[i] == (unsigned char)(next_out + i));
        next_out = (unsigned char)(next_out + n);
        buffer_drop(&b, n);
    }
    buffer_free(&b);
}

static void frames_are_cut_whole_or_not_at_all(void)
{
    struct buffer b = {0};
    size_t begun = frame_begin(&b, 7);
    put_str(&b, "body");
    frame_end(&b, begun);
    uint8_t type;
    struct bytes body, view = buffer_view(&b);
    size_t used;
    for (size_t n = 0; n < view.len; n++)
        CHECK(frame_cut((struct bytes){view.at, n}, &type, &body, &used) == CUT_WAIT);
    CHECK(frame_cut(view, &type, &body, &used) == CUT_FRAME && type == 7 && body.len == 8 && used == view.len);
    CHECK(frame_cut((struct bytes){(const uint8_t *)"\0\0\0\0x", 5}, &type, &body, &used) == CUT_BAD);
    CHECK(frame_cut((struct bytes){(const uint8_t *)"\xff\xff\xff\xff", 4}, &type, &body, &used) == CUT_BAD);
    buffer_free(&b);
}

static void names_stay_below_the_working_folder(void)
{
    const char *const GOOD[] = {"a", "a/b", "ä.py", "-rf", "...", "a/..b"}, *const BAD[] = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "a/."};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        CHECK(name_ok(of(GOOD[i])));
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        CHECK(!name_ok(of(BAD[i])));
    char part[300];
    memset(part, 'x', sizeof part);
    CHECK(name_ok((struct bytes){(uint8_t *)part, 255}) && !name_ok((struct bytes){(uint8_t *)part, 256}));
    CHECK(!name_ok((struct bytes){(const uint8_t *)"a\0b", 3}));
    CHECK(root_name_ok(of("python-3.11-0a")) && !root_name_ok(of("../x")) && !root_name_ok(of(".x")) && !root_name_ok(of("A")) && !root_name_ok(of("")));
}

static void put_job(struct buffer *b, uint64_t cpu, uint32_t argc)
{
    put_u8(b, 0);
    put_u64(b, cpu);
    for (int i = 0; i < 7; i++)
        put_u64(b, 1000000);
    for (int i = 0; i < 3; i++)
        put_u32(b, 10);
    put_u32(b, 500);
    put_u32(b, 0), put_u64(b, 0), put_u64(b, 0), put_u32(b, 0);
    put_u32(b, argc);
    for (uint32_t i = 0; i < argc; i++)
        put_str(b, i == 0 ? "/bin/x" : "");
    put_u32(b, 1), put_str(b, "A=b");
}

static bool job_parses(uint64_t cpu, uint32_t argc)
{
    struct buffer b = {0};
    struct job job;
    put_job(&b, cpu, argc);
    bool ok = parse_job(buffer_view(&b), &job);
    CHECK(!ok || (strcmp(job.argv[0], "/bin/x") == 0 && job.argv[argc] == NULL && strcmp(job.env[0], "A=b") == 0));
    job_free(&job);
    buffer_free(&b);
    return ok;
}

static void a_job_is_valid_or_refused(void)
{
    CHECK(job_parses(1, 1) && job_parses(5000000, 1024));
    CHECK(!job_parses(0, 1) && !job_parses(UINT64_MAX, 1) && !job_parses(1, 0) && !job_parses(1, 1025));
}

/* Classic BPF, the part that seccomp uses. */
static uint32_t run_filter(const struct filter *f, const struct seccomp_data *d)
{
    uint32_t a = 0;
    for (unsigned int pc = 0; pc < f->len; pc++) {
        const struct sock_filter *i = &f->code[pc];
        switch (i->code) {
        case BPF_LD | BPF_W | BPF_ABS: memcpy(&a, (const char *)d + i->k, 4); break;
        case BPF_JMP | BPF_JA: pc += i->k; break;
        case BPF_JMP | BPF_JEQ | BPF_K: pc += a == i->k ? i->jt : i->jf; break;
        case BPF_JMP | BPF_JGE | BPF_K: pc += a >= i->k ? i->jt : i->jf; break;
        case BPF_JMP | BPF_JSET | BPF_K: pc += a & i->k ? i->jt : i->jf; break;
        case BPF_RET | BPF_K: return i->k;
        default: return 0xdeadu;
        }
    }
    return 0xdeadu;
}

static uint32_t ask(const struct filter *f, enum arch arch, int nr, uint64_t arg0, uint64_t arg1)
{
    return run_filter(f, &(struct seccomp_data){.nr = nr, .arch = arch == ARCH_AMD64 ? AUDIT_ARCH_X86_64 : AUDIT_ARCH_AARCH64, .args = {arg0, arg1}});
}

static const uint32_t ALLOW = SECCOMP_RET_ALLOW, PERM = SECCOMP_RET_ERRNO | EPERM, NOSYS = SECCOMP_RET_ERRNO | ENOSYS;

static void every_call_gets_the_verdict_of_the_list(void)
{
    static struct filter f;
    for (enum arch arch = ARCH_AMD64; arch <= ARCH_ARM64; arch++) {
        const struct call *calls = arch == ARCH_AMD64 ? calls_amd64 : calls_arm64;
        int n = arch == ARCH_AMD64 ? calls_amd64_len : calls_arm64_len;
        CHECK(n > 200);
        filter_build(&f, arch, PROFILE_RUN, false);
        for (int nr = 0; nr < 700; nr++) {
            enum verdict verdict = VERDICT_NOSYS;
            for (int i = 0; i < n; i++)
                verdict = calls[i].nr == nr ? calls[i].verdict : verdict;
            uint32_t got = ask(&f, arch, nr, 0, 0);
            if (verdict == VERDICT_ALLOW)
                CHECK(got == ALLOW);
            else if (verdict == VERDICT_NOSYS || verdict == VERDICT_CLONE3)
                CHECK(got == NOSYS);
            else if (verdict == VERDICT_PERM || verdict == VERDICT_DEBUG || verdict == VERDICT_SETUP)
                CHECK(got == PERM);
        }
    }
}

static int number_of(enum arch arch, enum verdict verdict)
{
    const struct call *calls = arch == ARCH_AMD64 ? calls_amd64 : calls_arm64;
    for (int i = 0;; i++)
        if (calls[i].verdict == verdict)
            return calls[i].nr;
}

static void arguments_decide_where_they_must(void)
{
    static struct filter none, inet;
    for (enum arch arch = ARCH_AMD64; arch <= ARCH_ARM64; arch++) {
        filter_build(&none, arch, PROFILE_RUN, false);
        filter_build(&inet, arch, PROFILE_RUN, true);
        int clone_nr = number_of(arch, CHECK_CLONE), socket_nr = number_of(arch, CHECK_FAMILY), ioctl_nr = number_of(arch, CHECK_IOCTL);
        const uint64_t NEW[] = {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP};
        for (size_t i = 0; i < sizeof NEW / sizeof *NEW; i++)
            CHECK(ask(&none, arch, clone_nr, NEW[i] | 17, 0) == PERM);
        CHECK(ask(&none, arch, clone_nr, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, 0) == ALLOW);
        CHECK(ask(&none, arch, socket_nr, AF_UNIX, 0) == ALLOW && ask(&none, arch, socket_nr, AF_INET, 0) != ALLOW && ask(&none, arch, socket_nr, AF_NETLINK, 0) != ALLOW);
        CHECK(ask(&inet, arch, socket_nr, AF_INET, 0) == ALLOW && ask(&inet, arch, socket_nr, AF_INET6, 0) == ALLOW && ask(&inet, arch, socket_nr, AF_PACKET, 0) != ALLOW);
        CHECK(ask(&none, arch, ioctl_nr, 0, TIOCSTI) == PERM && ask(&none, arch, ioctl_nr, 0, TIOCLINUX) == PERM && ask(&none, arch, ioctl_nr, 0, TCGETS) == ALLOW);
        /* The kernel looks at 32 bits of an ioctl's number: so must we, whatever stands above them. */
        CHECK(ask(&none, arch, ioctl_nr, 0, 1ull << 32 | TIOCSTI) == PERM);
    }
}

static void other_architectures_are_killed(void)
{
    static struct filter f;
    filter_build(&f, ARCH_AMD64, PROFILE_RUN, false);
    CHECK(run_filter(&f, &(struct seccomp_data){.nr = 1, .arch = AUDIT_ARCH_I386}) == SECCOMP_RET_KILL_PROCESS);
    CHECK(ask(&f, ARCH_AMD64, 0x40000001, 0, 0) == SECCOMP_RET_KILL_PROCESS);
    filter_build(&f, ARCH_ARM64, PROFILE_RUN, false);
    CHECK(run_filter(&f, &(struct seccomp_data){.nr = 1, .arch = AUDIT_ARCH_ARM}) == SECCOMP_RET_KILL_PROCESS);
}

static void only_a_debugger_may_trace(void)
{
    static struct filter f;
    for (enum profile p = PROFILE_RUN; p < PROFILES; p++) {
        filter_build(&f, ARCH_AMD64, p, false);
        CHECK((ask(&f, ARCH_AMD64, number_of(ARCH_AMD64, VERDICT_DEBUG), 0, 0) == ALLOW) == (p == PROFILE_DEBUG));
    }
}

/* As the kernel does: the stricter action; of two alike, that of the filter which was installed last. */
static uint32_t both(const struct filter *slot, const struct filter *job, const struct seccomp_data *d)
{
    uint32_t first = run_filter(slot, d), last = run_filter(job, d);
    return (int32_t)(first & SECCOMP_RET_ACTION_FULL) < (int32_t)(last & SECCOMP_RET_ACTION_FULL) ? first : last;
}

static void the_parts_of_slot_and_job_are_the_filter_of_a_program(void)
{
    static struct filter whole, slot, job;
    static const uint32_t ARCHES[] = {AUDIT_ARCH_X86_64, AUDIT_ARCH_AARCH64, AUDIT_ARCH_I386, AUDIT_ARCH_ARM};
    static const uint64_t ARGUMENTS[] = {0, 1, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, 17, CLONE_NEWUSER | 17, CLONE_NEWNS, 0x0040000, 0x20000, 0xffffffffu, TIOCSTI, TIOCLINUX, 1ull << 32};
    enum { NUMBERS = 700, ARGUMENTS_LEN = sizeof ARGUMENTS / sizeof *ARGUMENTS };
    bool same = true;
    for (int of = 0; of < 2 * PROFILES * 2; of++) {
        enum arch arch = of & 1 ? ARCH_ARM64 : ARCH_AMD64;
        enum profile profile = (enum profile)(of >> 2);
        bool inet = of & 2;
        filter_build(&whole, arch, profile, inet), filter_build_slot(&slot, arch, inet), filter_build_job(&job, arch, profile);
        CHECK(job.len < whole.len / 2);
        for (int nr = -1; nr < NUMBERS; nr++)
            for (size_t i = 0; i < sizeof ARCHES / sizeof *ARCHES * ARGUMENTS_LEN * 2; i++) {
                uint64_t argument = ARGUMENTS[i / 8];
                struct seccomp_data d = {.nr = i & 4 && nr >= 0 ? nr | 0x40000000 : nr, .arch = ARCHES[i & 3], .args = {argument, argument}};
                same &= both(&slot, &job, &d) == run_filter(&whole, &d);
            }
    }
    CHECK(same);
}

static void a_slot_may_do_no_more_than_set_up_jobs(void)
{
    static struct filter slot, whole;
    for (enum arch arch = ARCH_AMD64; arch <= ARCH_ARM64; arch++) {
        const struct call *calls = arch == ARCH_AMD64 ? calls_amd64 : calls_arm64;
        int n = arch == ARCH_AMD64 ? calls_amd64_len : calls_arm64_len, more = 0;
        filter_build_slot(&slot, arch, false), filter_build(&whole, arch, PROFILE_DEBUG, false);
        for (int nr = 0; nr < 700; nr++) {
            if (ask(&slot, arch, nr, 0, 0) == ask(&whole, arch, nr, 0, 0))
                continue;
            more++;
            bool setup = false;
            for (int i = 0; i < n; i++)
                setup |= calls[i].nr == nr && (calls[i].verdict == VERDICT_SETUP || calls[i].verdict == VERDICT_CLONE3);
            CHECK(setup);
        }
        CHECK(more == 8);
    }
}

int main(void)
{
    TEST(numbers_come_back_as_they_went);
    TEST(a_string_with_nul_is_bad);
    TEST(a_buffer_keeps_order_while_it_moves);
    TEST(frames_are_cut_whole_or_not_at_all);
    TEST(names_stay_below_the_working_folder);
    TEST(a_job_is_valid_or_refused);
    TEST(every_call_gets_the_verdict_of_the_list);
    TEST(arguments_decide_where_they_must);
    TEST(other_architectures_are_killed);
    TEST(only_a_debugger_may_trace);
    TEST(the_parts_of_slot_and_job_are_the_filter_of_a_program);
    TEST(a_slot_may_do_no_more_than_set_up_jobs);
    return SUMMARY();
}
