import os
print(sorted(os.listdir("/proc/self/fd")))
