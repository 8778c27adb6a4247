// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: the files of /proc beside the processes steer or describe the whole machine; a program's /proc has none.
#include "held.h"
#include <sys/stat.h>

int main(void) {
    static const char *written[] = {"/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe",
        "/proc/sys/fs/binfmt_misc/register", "/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory", "/proc/sys/vm/drop_caches",
        "/proc/sys/net/ipv4/ip_forward", "/proc/sys/kernel/ns_last_pid", "/proc/sys/fs/mqueue/queues_max", "/proc/sys/kernel/shmmax",
        "/proc/mtrr", "/proc/irq/default_smp_affinity", "/proc/timer_list", "/proc/acpi/wakeup", "/proc/scsi/scsi"};
    static const char *read_[] = {"/proc/kallsyms", "/proc/kmsg", "/proc/kcore", "/proc/keys", "/proc/key-users", "/proc/iomem",
        "/proc/ioports", "/proc/slabinfo", "/proc/vmallocinfo", "/proc/pagetypeinfo", "/proc/timer_list", "/proc/sched_debug",
        "/proc/config.gz", "/proc/modules", "/proc/cmdline", "/proc/kpagecount", "/proc/kpageflags", "/proc/kpagecgroup", "/proc/locks",
        "/proc/interrupts", "/proc/net/unix", "/proc/sysvipc/shm", "/proc/partitions", "/proc/swaps", "/proc/diskstats",
        "/proc/sys/kernel/random/boot_id", "/proc/cgroups", "/proc/fs/nfsd", "/proc/driver/rtc", "/proc/loadavg", "/proc/stat", "/proc/uptime"};
    struct stat there;
    if (access("/proc/self/status", R_OK) < 0) cannot("/proc/self/status");
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) unwritable(written[i]);
    for (size_t i = 0; i < sizeof read_ / sizeof read_[0]; i++) unreadable(read_[i]);
    static const char *folders[] = {"/proc/sys", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/acpi", "/proc/scsi", "/proc/tty", "/proc/sysvipc"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (stat(folders[i], &there) == 0) breach("%s is there", folders[i]);
    return held();
}
