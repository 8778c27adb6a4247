import atexit, sys

atexit.register(lambda: print("second"))
atexit.register(lambda: 1 / 0)
print("first")
