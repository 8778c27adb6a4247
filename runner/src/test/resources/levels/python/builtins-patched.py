import builtins


def patched(name, old):
    def call(*arguments):
        print(name)
        return old(*arguments)

    return call


for name in ["all", "any", "id", "len", "map", "type", "vars", "zip"]:
    setattr(builtins, name, patched(name, getattr(builtins, name)))
