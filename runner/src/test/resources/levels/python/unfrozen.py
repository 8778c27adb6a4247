import gc
import sys

gc.unfreeze()
for name in list(sys.modules):
    if name not in ("sys", "builtins", "__main__", "gc"):
        del sys.modules[name]
gc.collect()
print("gone")
