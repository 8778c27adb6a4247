/*
 * The calls of one architecture are spread over a table indexed by number; runs of equal verdicts become intervals, and
 * the intervals a balanced tree of comparisons (7 or 8 deep). Verdicts and argument checks stand once, after the tree, and
 * its leaves are jumps there. The kernel checks, translates and walks the program when it is installed: that is why it is
 * balanced and small, and why most of it is the slot's already, and only the rest installed once a job.
 */
#define _GNU_SOURCE
#include "filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

enum { NUMBERS = 640, X32_BIT = 0x40000000 };
/* CLONE_NEWTIME is clone3's alone: in clone its bit is part of the exit signal. */
static const unsigned int NAMESPACES = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;

struct interval {
    unsigned int from;
    enum verdict verdict;
};

static void emit(struct filter *f, unsigned short code, uint8_t jt, uint8_t jf, uint32_t k)
{
    if (f->len == FILTER_MAX)
        abort();
    f->code[f->len++] = (struct sock_filter){code, jt, jf, k};
}

static void emit_return(struct filter *f, uint32_t action) { emit(f, BPF_RET | BPF_K, 0, 0, action); }
static void emit_load(struct filter *f, uint32_t offset) { emit(f, BPF_LD | BPF_W | BPF_ABS, 0, 0, offset); }
static uint32_t argument(int i) { return (uint32_t)(offsetof(struct seccomp_data, args) + 8u * (unsigned)i); }

/* A comparison whose one side ends in a verdict: the jump is pointed at the verdict's block once its place is known. */
struct leaf {
    unsigned short at;
    bool taken;
    enum verdict verdict;
};

struct tree {
    struct filter *filter;
    struct leaf leaves[NUMBERS];
    int len;
};

static uint8_t short_jump(unsigned int from, unsigned int to)
{
    if (to - from - 1 > 255)
        abort(); /* the machine's conditional jumps reach no farther; a unit test builds every filter */
    return (uint8_t)(to - from - 1);
}

static void emit_tree(struct tree *t, const struct interval *at, int n);

static void emit_side(struct tree *t, unsigned short node, bool taken, const struct interval *at, int n)
{
    if (n == 1) {
        t->leaves[t->len++] = (struct leaf){node, taken, at->verdict};
        return;
    }
    uint8_t offset = short_jump(node, t->filter->len);
    if (taken)
        t->filter->code[node].jt = offset;
    else
        t->filter->code[node].jf = offset;
    emit_tree(t, at, n);
}

static void emit_tree(struct tree *t, const struct interval *at, int n)
{
    int half = n / 2;
    unsigned short node = t->filter->len;
    emit(t->filter, BPF_JMP | BPF_JGE | BPF_K, 0, 0, at[half].from);
    emit_side(t, node, false, at, half);
    emit_side(t, node, true, at + half, n - half);
}

static void emit_check(struct filter *f, enum verdict check, enum profile profile, bool inet)
{
    if (check == CHECK_CLONE) {
        emit_load(f, argument(0));
        emit(f, BPF_JMP | BPF_JSET | BPF_K, 0, 1, NAMESPACES);
        emit_return(f, SECCOMP_RET_ERRNO | EPERM);
        emit_return(f, SECCOMP_RET_ALLOW);
    } else if (check == CHECK_FAMILY) {
        emit_load(f, argument(0));
        emit(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, AF_UNIX);
        emit_return(f, SECCOMP_RET_ALLOW);
        if (inet) {
            emit(f, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, AF_INET);
            emit(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, AF_INET6);
            emit_return(f, SECCOMP_RET_ALLOW);
        }
        emit_return(f, SECCOMP_RET_ERRNO | EAFNOSUPPORT);
    } else if (check == CHECK_IOCTL) {
        emit_load(f, argument(1));
        emit(f, BPF_JMP | BPF_JEQ | BPF_K, 2, 0, TIOCSTI);
        emit(f, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, TIOCLINUX);
        emit_return(f, SECCOMP_RET_ALLOW);
        emit_return(f, SECCOMP_RET_ERRNO | EPERM);
    } else {
        /* Asking (0xffffffff) and staying plain Linux (0) are harmless; a debugger may switch ASLR off for its child. */
        emit_load(f, argument(0));
        emit(f, BPF_JMP | BPF_JEQ | BPF_K, 2, 0, 0xffffffffu);
        emit(f, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 0);
        emit(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, profile == PROFILE_DEBUG ? 0x0040000u : 0);
        emit_return(f, SECCOMP_RET_ALLOW);
        emit_return(f, SECCOMP_RET_ERRNO | EPERM);
    }
}

static void emit_block(struct filter *f, enum verdict verdict, enum profile profile, bool inet)
{
    switch (verdict) {
    case VERDICT_NOSYS: emit_return(f, SECCOMP_RET_ERRNO | ENOSYS); return;
    case VERDICT_ALLOW: emit_return(f, SECCOMP_RET_ALLOW); return;
    case VERDICT_PERM: emit_return(f, SECCOMP_RET_ERRNO | EPERM); return;
    case CHECK_CLONE:
    case CHECK_FAMILY:
    case CHECK_IOCTL:
    case CHECK_PERSONALITY: emit_check(f, verdict, profile, inet); return;
    default: break;
    }
    abort();
}

static bool is_reached(const struct tree *t, enum verdict verdict)
{
    for (int i = 0; i < t->len; i++)
        if (t->leaves[i].verdict == verdict)
            return true;
    return false;
}

/* The block of each verdict stands once, after the tree; every leaf that ends so jumps there. */
static void emit_blocks(struct tree *t, enum profile profile, bool inet)
{
    for (enum verdict v = VERDICT_NOSYS; v < VERDICTS; v++) {
        if (!is_reached(t, v))
            continue;
        unsigned short block = t->filter->len;
        emit_block(t->filter, v, profile, inet);
        for (int i = 0; i < t->len; i++) {
            if (t->leaves[i].verdict != v)
                continue;
            struct sock_filter *node = &t->filter->code[t->leaves[i].at];
            *(t->leaves[i].taken ? &node->jt : &node->jf) = short_jump(t->leaves[i].at, block);
        }
    }
}

static void emit_calls(struct filter *out, const enum verdict of[NUMBERS], enum profile profile, bool inet)
{
    struct interval intervals[NUMBERS];
    int count = 0;
    for (unsigned int nr = 0; nr < NUMBERS; nr++)
        if (nr == 0 || of[nr] != of[nr - 1])
            intervals[count++] = (struct interval){nr, of[nr]};
    struct tree tree = {.filter = out};
    emit_tree(&tree, intervals, count);
    emit_blocks(&tree, profile, inet);
}

/* The numbers below are those of one architecture. */
static void emit_guard(struct filter *out, enum arch arch)
{
    emit_load(out, offsetof(struct seccomp_data, arch));
    emit(out, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, arch == ARCH_AMD64 ? AUDIT_ARCH_X86_64 : AUDIT_ARCH_AARCH64);
    emit_return(out, SECCOMP_RET_KILL_PROCESS);
    emit_load(out, offsetof(struct seccomp_data, nr));
    if (arch == ARCH_AMD64) {
        emit(out, BPF_JMP | BPF_JGE | BPF_K, 0, 1, X32_BIT);
        emit_return(out, SECCOMP_RET_KILL_PROCESS);
    }
}

static void look_up(enum verdict of[NUMBERS], enum arch arch)
{
    const struct call *calls = arch == ARCH_AMD64 ? calls_amd64 : calls_arm64;
    int n = arch == ARCH_AMD64 ? calls_amd64_len : calls_arm64_len;
    for (int i = 0; i < n; i++)
        of[calls[i].nr] = calls[i].verdict;
}

static enum verdict to_program(enum verdict listed, enum profile profile)
{
    switch (listed) {
    case VERDICT_DEBUG: return profile == PROFILE_DEBUG ? VERDICT_ALLOW : VERDICT_PERM;
    case VERDICT_SETUP: return VERDICT_PERM;
    case VERDICT_CLONE3: return VERDICT_NOSYS; /* its flags lie in memory; the C library falls back to clone */
    default: return listed;
    }
}

static enum verdict to_slot(enum verdict listed) { return listed >= VERDICTS ? VERDICT_ALLOW : listed; }

void filter_build(struct filter *out, enum arch arch, enum profile profile, bool inet)
{
    enum verdict of[NUMBERS] = {0};
    look_up(of, arch);
    for (int nr = 0; nr < NUMBERS; nr++)
        of[nr] = to_program(of[nr], profile);
    out->len = 0;
    emit_guard(out, arch);
    emit_calls(out, of, profile, inet);
}

void filter_build_slot(struct filter *out, enum arch arch, bool inet)
{
    enum verdict of[NUMBERS] = {0};
    look_up(of, arch);
    for (int nr = 0; nr < NUMBERS; nr++)
        of[nr] = to_slot(of[nr]);
    out->len = 0;
    emit_guard(out, arch);
    emit_calls(out, of, PROFILE_DEBUG, inet);
}

/* Where both would say the same, the slot's part says it. */
void filter_build_job(struct filter *out, enum arch arch, enum profile profile)
{
    enum verdict of[NUMBERS] = {0};
    look_up(of, arch);
    for (int nr = 0; nr < NUMBERS; nr++) {
        bool same = to_program(of[nr], profile) == to_slot(of[nr]) && (of[nr] != CHECK_PERSONALITY || profile == PROFILE_DEBUG);
        of[nr] = same ? VERDICT_ALLOW : to_program(of[nr], profile);
    }
    out->len = 0;
    emit_load(out, offsetof(struct seccomp_data, nr));
    emit_calls(out, of, profile, false);
}
