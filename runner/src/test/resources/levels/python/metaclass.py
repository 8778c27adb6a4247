class Meta(type):
    def __hash__(cls):
        raise ValueError("no hash")

    def __del__(cls):
        print("gone", flush=True)


class A(metaclass=Meta):
    pass


a = A()
