import sys
for s in (sys.stdin, sys.stdout, sys.stderr):
    print(s.encoding, s.errors, s.newlines, s.line_buffering, s.isatty(), s.seekable(), type(s.buffer).__name__, s.buffer.raw.mode)
print("\udcff")
