// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: names, clocks, modules, swap, accounting and the kernel itself belong to the machine. Never run this one as root.
#include "held.h"
#include <sys/quota.h>
#include <sys/reboot.h>
#include <sys/timex.h>

int main(void) {
    if (geteuid() == 0) breach("the program is root");
    struct timex clock = {.modes = ADJ_OFFSET_SINGLESHOT};
    struct timespec early = {1, 0};
    int fd = open("/tmp/module.ko", O_RDWR | O_CREAT, 0700);
    refused("sethostname", sethostname("carrel-probe", 12));
    refused("setdomainname", setdomainname("carrel-probe", 12));
    refused("clock_settime", clock_settime(CLOCK_REALTIME, &early));
    refused("settimeofday", syscall(SYS_settimeofday, &early, NULL));
    refused("adjtimex", adjtimex(&clock));
    refused("init_module", syscall(SYS_init_module, "", 0, ""));
    refused("finit_module", syscall(SYS_finit_module, fd, "", 0));
    refused("delete_module", syscall(SYS_delete_module, "carrel_probe", O_NONBLOCK));
    refused("kexec_load", syscall(SYS_kexec_load, 0, 0, NULL, 0));
    refused("kexec_file_load", syscall(SYS_kexec_file_load, fd, -1, 1, "", 0));
    refused("swapon", syscall(SYS_swapon, "/tmp/module.ko", 0));
    refused("swapoff", syscall(SYS_swapoff, "/tmp/module.ko"));
    refused("acct", acct("/tmp/module.ko"));
    refused("quotactl", quotactl(QCMD(Q_SYNC, USRQUOTA), NULL, 0, NULL));
    refused("reboot", reboot(RB_DISABLE_CAD));
    refused("vhangup", vhangup());
    refused("syslog", syscall(SYS_syslog, 3, "", 0));
    refused("syslog, its size", syscall(SYS_syslog, 10, NULL, 0));
    return held();
}
