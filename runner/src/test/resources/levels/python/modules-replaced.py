import sys


class Modules(dict):
    def keys(self):
        print("keys")
        return super().keys()


sys.modules = Modules(sys.modules)
