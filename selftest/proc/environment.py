# carrel-expect: ok
# carrel-stdout: held
# carrel-why: a forked interpreter could still hold the environment that its server was started with.
import os
import sys

words = ("CARREL", "PASSWORD", "PASSWD", "TOKEN", "SECRET", "CREDENTIAL", "DATABASE", "REDIS", "POSTGRES", "AWS")
known = ("PATH", "HOME", "LANG", "TMPDIR", "LC_CTYPE", "PWD", "SHLVL", "_", "OLDPWD")
names = list(os.environ)
with open("/proc/self/environ", "rb") as block:
    names += [entry.partition(b"=")[0].decode(errors="replace") for entry in block.read().split(b"\0") if entry]
for name in names:
    own = name in known or name.startswith(("PYTHON", "MPL", "OPENBLAS", "OMP"))
    if not own or any(word in name.upper() for word in words):
        print(f"breach: the variable {name} is set")
        sys.exit(1)
print("held")
