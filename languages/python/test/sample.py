import math
import sys

with open("/dev/stdin", "rb", buffering=0) as raw:
    first = raw.readline().decode().strip()
words = sys.stdin.read().split()
with open("/dev/stderr", "w", encoding="utf-8") as log:
    print("étape: done", file=log)
print("Grüße,", first)
print("语言 🐍", sum(map(int, words)), math.gcd(12, 18), len(sys.argv))
