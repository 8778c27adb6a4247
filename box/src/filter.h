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

/* What happens to one call number; checks look at an argument. The last three mean one of the first, by who asks. */
enum verdict { VERDICT_NOSYS, VERDICT_ALLOW, VERDICT_PERM, CHECK_CLONE, CHECK_FAMILY, CHECK_IOCTL, CHECK_PERSONALITY, VERDICTS,
               VERDICT_DEBUG = VERDICTS, VERDICT_SETUP, VERDICT_CLONE3 };

struct call {
    int nr;
    enum verdict verdict;
};

extern const struct call calls_amd64[], calls_arm64[];
extern const int calls_amd64_len, calls_arm64_len;

/* Builds the filter of a program; `inet` lets AF_INET and AF_INET6 sockets pass. */
void filter_build(struct filter *out, enum arch arch, enum profile profile, bool inet);
/*
 * The same in two parts, since installing it costs by its length. The slot is under the first, all its life; it lets pass what
 * any profile allows, and the few calls that set up a job. A program gets the second as well, which refuses it these, and
 * what its profile lacks. Of two verdicts the kernel takes the stricter.
 */
void filter_build_slot(struct filter *out, enum arch arch, bool inet);
void filter_build_job(struct filter *out, enum arch arch, enum profile profile);

#if defined(__x86_64__)
#define ARCH_HERE ARCH_AMD64
#elif defined(__aarch64__)
#define ARCH_HERE ARCH_ARM64
#else
#error "carrel-box knows amd64 and arm64"
#endif

#endif
