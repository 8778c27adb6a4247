# carrel-expect: disk-limit
# carrel-limits: memory=256MB disk=16MB file=8MB wall=8s
# carrel-why: a full disk must be told as such from an interpreter too, whose own traceback speaks of a device.
written = 0
for number in range(20):
    with open(f"part{number}", "wb", buffering=0) as part:
        for _ in range(6):
            written += part.write(b"x" * (1 << 20))
            if written > 18 << 20:
                print("breach: more than the 16 MB of the disk limit")
                raise SystemExit(0)
