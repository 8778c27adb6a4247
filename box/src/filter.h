/* seccomp filters: default-deny programs for the classic BPF machine, one per profile, for amd64 and arm64 from one list. */
#ifndef CARREL_FILTER_H
#define CARREL_FILTER_H

#include "frame.h"
#include <linux/filter.h>

enum arch { ARCH_AMD64, ARCH_ARM64 };
enum { FILTER_MAX = 1024, FAMILIES_UNIX = 0, FAMILIES_INET = 1 };

struct filter {
    unsigned short len;
    struct sock_filter code[FILTER_MAX];
};

/* What happens to one call number; checks look at an argument. */
enum verdict { VERDICT_NOSYS, VERDICT_ALLOW, VERDICT_PERM, CHECK_CLONE, CHECK_FAMILY, CHECK_IOCTL, CHECK_PERSONALITY, VERDICT_DEBUG, VERDICTS };

struct call {
    int nr;
    enum verdict verdict;
};

extern const struct call calls_amd64[], calls_arm64[];
extern const int calls_amd64_len, calls_arm64_len;

/* Builds the filter; `inet` lets AF_INET and AF_INET6 sockets pass. */
void filter_build(struct filter *out, enum arch arch, enum profile profile, bool inet);

#if defined(__x86_64__)
#define ARCH_HERE ARCH_AMD64
#elif defined(__aarch64__)
#define ARCH_HERE ARCH_ARM64
#else
#error "carrel-box knows amd64 and arm64"
#endif

#endif
