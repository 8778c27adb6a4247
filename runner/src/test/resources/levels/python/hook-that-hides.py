import sys


def hook(kind, value, trace):
    print(kind.__name__)
    for name in [name for name in vars(sys) if name.startswith("last_")]:
        delattr(sys, name)


sys.excepthook = hook
1 / 0
