/*
 * The calls of one architecture are spread over a table indexed by number; runs of equal verdicts become intervals, and
 * the intervals a balanced tree of comparisons (7 or 8 deep), with the verdicts as leaves. The argument checks stand once,
 * at the end, and leaves jump there. The kernel walks the tree for every call number when a filter is installed (its cache
 * of plain verdicts), once a job: that is why the tree is balanced and small.
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

/* Leaves that need a check are jumps, pointed at their check once its place is known. */
static void emit_leaf(struct filter *f, enum verdict verdict, enum profile profile)
{
    switch (verdict) {
    case VERDICT_ALLOW: emit_return(f, SECCOMP_RET_ALLOW); return;
    case VERDICT_PERM: emit_return(f, SECCOMP_RET_ERRNO | EPERM); return;
    case VERDICT_DEBUG: emit_return(f, profile == PROFILE_DEBUG ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EPERM); return;
    case CHECK_CLONE:
    case CHECK_FAMILY:
    case CHECK_IOCTL:
    case CHECK_PERSONALITY: emit(f, BPF_JMP | BPF_JA, 0, 0, 0xffff0000u | verdict); return;
    case VERDICT_NOSYS:
    case VERDICTS: break;
    }
    emit_return(f, SECCOMP_RET_ERRNO | ENOSYS);
}

static void emit_tree(struct filter *f, const struct interval *at, int n, enum profile profile)
{
    if (n == 1) {
        emit_leaf(f, at->verdict, profile);
        return;
    }
    int half = n / 2;
    emit(f, BPF_JMP | BPF_JGE | BPF_K, 0, 1, at[half].from);
    unsigned short far_jump = f->len;
    emit(f, BPF_JMP | BPF_JA, 0, 0, 0);
    emit_tree(f, at, half, profile);
    f->code[far_jump].k = (uint32_t)(f->len - far_jump - 1);
    emit_tree(f, at + half, n - half, profile);
}

static void emit_check(struct filter *f, enum verdict check, enum profile profile, bool inet)
{
    unsigned short here = f->len;
    for (unsigned short i = 0; i < here; i++)
        if (f->code[i].code == (BPF_JMP | BPF_JA) && f->code[i].k == (0xffff0000u | check))
            f->code[i].k = (uint32_t)(here - i - 1);
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

void filter_build(struct filter *out, enum arch arch, enum profile profile, bool inet)
{
    const struct call *calls = arch == ARCH_AMD64 ? calls_amd64 : calls_arm64;
    int n = arch == ARCH_AMD64 ? calls_amd64_len : calls_arm64_len;
    enum verdict of[NUMBERS] = {0};
    for (int i = 0; i < n; i++)
        of[calls[i].nr] = calls[i].verdict;

    struct interval intervals[NUMBERS];
    int count = 0;
    for (unsigned int nr = 0; nr < NUMBERS; nr++)
        if (nr == 0 || of[nr] != of[nr - 1])
            intervals[count++] = (struct interval){nr, of[nr]};

    out->len = 0;
    emit_load(out, offsetof(struct seccomp_data, arch));
    emit(out, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, arch == ARCH_AMD64 ? AUDIT_ARCH_X86_64 : AUDIT_ARCH_AARCH64);
    emit_return(out, SECCOMP_RET_KILL_PROCESS);
    emit_load(out, offsetof(struct seccomp_data, nr));
    if (arch == ARCH_AMD64) {
        emit(out, BPF_JMP | BPF_JGE | BPF_K, 0, 1, X32_BIT);
        emit_return(out, SECCOMP_RET_KILL_PROCESS);
    }
    emit_tree(out, intervals, count, profile);
    for (enum verdict check = CHECK_CLONE; check <= CHECK_PERSONALITY; check++)
        emit_check(out, check, profile, inet);
}
