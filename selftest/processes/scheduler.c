// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: real-time priority, a better nice value or a wider processor mask takes the machine from everyone else.
#include "held.h"
#include <sched.h>
#include <stdint.h>
#include <sys/resource.h>

struct attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
};

int main(void) {
    struct sched_param one = {.sched_priority = 1};
    struct attributes deadline = {sizeof deadline, 6, 0, 0, 0, 10000000, 30000000, 30000000};
    refused("SCHED_FIFO", sched_setscheduler(0, SCHED_FIFO, &one));
    refused("SCHED_RR", sched_setscheduler(0, SCHED_RR, &one));
    refused("SCHED_DEADLINE", syscall(SYS_sched_setattr, 0, &deadline, 0));
    errno = 0;
    int nice_now = getpriority(PRIO_PROCESS, 0);
    if (errno == 0) refused("a better nice value", setpriority(PRIO_PROCESS, 0, nice_now - 1));
    refused("a better nice value of the group", setpriority(PRIO_PGRP, 0, -20));
    refused("the real-time class of I/O", syscall(SYS_ioprio_set, 1, 0, 1 << 13));
    cpu_set_t before, all, after;
    memset(&all, 0xff, sizeof all);
    if (sched_getaffinity(0, sizeof before, &before) == 0 && sched_setaffinity(0, sizeof all, &all) == 0
        && sched_getaffinity(0, sizeof after, &after) == 0 && !CPU_EQUAL(&before, &after))
        breach("the processor mask could be widened");
    return held();
}
