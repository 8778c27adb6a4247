import os, sys

if len(sys.argv) == 1:
    os.execv(sys.executable, [sys.executable, __file__, "again"])
print(sys.argv)
