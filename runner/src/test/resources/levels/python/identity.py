import os
print(os.getuid(),os.getgid(),os.getgroups(),os.getppid(),os.getsid(0)==os.getpid(),os.getpgrp()==os.getpid(),os.umask(0),os.getcwd(),os.uname()[1],open("/proc/self/oom_score_adj").read(),open("/proc/self/comm").read(),os.readlink("/proc/self/exe"))
