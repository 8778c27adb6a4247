import os
import sys


def tell(*a, w=os.write):
    w(1, b"told\n")


sys.stdin.close = tell
sys.stdout.buffer.close = tell
sys.stdout.buffer.flush = tell
