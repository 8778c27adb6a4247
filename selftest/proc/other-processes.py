# carrel-expect: ok
# carrel-stdout: held
# carrel-why: at a forked level the server of all runs is near: it must have no number here.
import os
import sys

for name in os.listdir("/proc"):
    if name.isdigit() and int(name) not in (1, os.getpid()):
        print("breach: /proc shows process", name)
        sys.exit(1)
for pid in range(2, 5000):
    if pid == os.getpid():
        continue
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        continue
    except OSError:
        pass
    print("breach: process", pid, "answers")
    sys.exit(1)
if os.getppid() > 1:
    print("breach: the parent is process", os.getppid())
    sys.exit(1)
print("held")
