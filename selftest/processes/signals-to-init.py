# carrel-expect: ok
# carrel-stdout: held
# carrel-limits: wall=8s processes=64
# carrel-why: at a forked level the init shares the interpreter's memory; a signal would run the interpreter's handler there.
import os
import signal
import sys
import time

if os.getpid() == 1:
    print("breach: the program itself is the init")
    sys.exit(1)
for number in range(1, 65):
    for target in {1, os.getppid()} - {0}:
        try:
            os.kill(target, number)
        except OSError:
            pass
    try:
        signal.pidfd_send_signal(os.pidfd_open(1), number)
    except OSError:
        pass
time.sleep(0.1)
read_end, write_end = os.pipe()
child = os.fork()
if child == 0:
    grandchild = os.fork()
    if grandchild == 0:
        os._exit(0)
    os.write(write_end, str(grandchild).encode())
    os._exit(0)
orphan = int(os.read(read_end, 20))
os.waitpid(child, 0)
end = time.monotonic() + 2
while True:
    try:
        os.kill(orphan, 0)
    except ProcessLookupError:
        break
    if time.monotonic() > end:
        print("breach: init does not reap after the signals")
        sys.exit(1)
    time.sleep(0.01)
print("held")
