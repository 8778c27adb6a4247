// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: performance counters time other programs and have a long record of kernel bugs.
#include "held.h"
#include <linux/perf_event.h>

int main(void) {
    struct perf_event_attr event;
    for (int own = 0; own < 2; own++) {
        memset(&event, 0, sizeof event);
        event.size = sizeof event;
        event.type = PERF_TYPE_SOFTWARE;
        event.config = own ? PERF_COUNT_SW_PAGE_FAULTS : PERF_COUNT_SW_TASK_CLOCK;
        event.exclude_kernel = event.exclude_hv = 1;
        refused("a counter of our own", syscall(SYS_perf_event_open, &event, 0, -1, -1, 0));
        refused("a counter of init", syscall(SYS_perf_event_open, &event, 1, -1, -1, 0));
        refused("a counter of a processor", syscall(SYS_perf_event_open, &event, -1, 0, -1, 0));
    }
    return held();
}
