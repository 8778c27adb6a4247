class A:
    def __del__(self):
        print("gone", type(self).__name__)


class B(A):
    pass


keep = {"b": [B()]}
keep["me"] = keep
