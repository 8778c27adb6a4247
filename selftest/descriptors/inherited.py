# carrel-expect: ok
# carrel-stdout: held
# carrel-why: at a forked level the interpreter was alive before the job: what it had open then must be gone.
import os
import stat
import sys

listing = os.open("/proc/self/fd", os.O_RDONLY)
for name in os.listdir(listing):
    number = int(name)
    if number == listing:
        continue
    try:
        mode = os.fstat(number).st_mode
        target = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    source = number > 2 and os.path.isfile(target) and os.path.dirname(target) == os.getcwd()
    if not source and (number > 2 or not (stat.S_ISFIFO(mode) or target == "/dev/null")):
        print(f"breach: descriptor {number} is {target}")
        sys.exit(1)
print("held")
