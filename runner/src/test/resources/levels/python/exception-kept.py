import sys

try:
    1 / 0
except ZeroDivisionError as e:
    kept = e


class A(Exception):
    def __del__(self):
        print("gone")


a = A()
a.a = a
