class A:
    pass


A.__del__ = lambda self: print("gone")
import os

os.kept = [A()]
os.kept.append(os.kept)
