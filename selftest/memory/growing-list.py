# carrel-expect: memory-limit
# carrel-limits: memory=128MB wall=8s
# carrel-why: an interpreter that hides its own allocation failure must still end as memory-limit, and its parent must live.
kept = []
while len(kept) < 600:
    kept.append(bytearray(b"x") * (1 << 20))
print("breach: 600 MB kept")
