# carrel-expect: ok
# carrel-stdout: held
# carrel-why: the interpreter is shared by all runs of the language; who writes it owns them.
import os
import sys


def write_and_tell(path):
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError:
        return
    print("breach:", path, "opens for writing")
    sys.exit(1)


write_and_tell("/proc/self/exe")
write_and_tell(os.path.realpath(sys.executable))
write_and_tell(os.__file__)
with open("/proc/self/maps") as maps:
    for path in {line.split()[-1] for line in maps if "/" in line}:
        if not os.path.abspath(path).startswith((os.getcwd(), "/tmp", "/dev/shm")):
            write_and_tell(path)
print("held")
