# carrel-expect: ok
# carrel-stdout: held
# carrel-limits: memory=256MB cpu=10s wall=15s
# carrel-after: channels/memory-plant.py
# carrel-why: a server that read one run's request and was forked for the next hands it on in its memory.
import re
import sys

mark = re.compile(rb"quince-mark-4[7]11-plum")
looked = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", buffering=0) as memory:
    for line in list(maps):
        span, rights = line.split()[:2]
        if not rights.startswith("r") or line.rstrip().endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
            continue
        at, end = (int(edge, 16) for edge in span.split("-"))
        last = b""
        while at < end:
            try:
                memory.seek(at)
                piece = memory.read(min(end - at, 1 << 20))
            except OSError:
                break
            if not piece:
                break
            looked += len(piece)
            if mark.search(last[-64:] + piece):
                print("breach: the mark of the run before is in", line.rstrip())
                sys.exit(1)
            last, at = piece, at + len(piece)
if looked < 1 << 20:
    print("cannot look: only", looked, "octets of memory were read")
    sys.exit(2)
print("held")
