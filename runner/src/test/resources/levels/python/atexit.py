import atexit
atexit.register(print,"bye")
print(1)
