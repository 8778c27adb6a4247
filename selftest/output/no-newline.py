# carrel-expect: output-limit
# carrel-limits: output=1MB wall=10s
# carrel-why: one line without an end fills the buffer of a collector that waits for lines.
import sys

while True:
    sys.stdout.write("x" * 4096)
