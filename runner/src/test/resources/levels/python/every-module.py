import importlib, sys

for name in sorted(sys.stdlib_module_names):
    if name in {"antigravity", "this", "idlelib", "lib2to3", "test", "turtledemo"} or "tk" in name or name.startswith("turtle"):
        continue
    try:
        importlib.import_module(name)
    except ImportError as missing:
        print(name, missing)
print(sorted(name for name in sys.modules if not name.startswith("_")))
