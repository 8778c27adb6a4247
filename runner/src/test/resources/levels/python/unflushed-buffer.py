import sys

sys.stdout.buffer.write(b"never flushed")
