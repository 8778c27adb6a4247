import os


def tell(*a, w=os.write):
    w(1, b"told\n")


os._Environ.__del__ = tell
