class A:
    __module__ = 5

    def __del__(self):
        print("gone")


a = A()
a.me = a
