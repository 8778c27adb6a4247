# carrel-expect: ok
# carrel-stdout: planted
# carrel-args: quince-mark-4711-plum
# carrel-env: QUINCE=quince-mark-4711-plum
# carrel-stdin: quince-mark-4711-plum
# carrel-why: the planting half of channels/memory.py: a mark in the arguments, the environment, the input, a name and the heap.
import sys

kept = [sys.stdin.read() + str(number) for number in range(10000)]
with open("quince-mark-4711-plum.txt", "w") as out:
    out.write(kept[0])
print("planted")
