import sys
print(sys.flags, sys.getrecursionlimit(), sys.getswitchinterval(), sys.version, sys.path, sys._xoptions, sys.warnoptions)
print(sys.meta_path, [h.__qualname__ for h in sys.path_hooks], sys.executable, sys.prefix, sys.argv, sys.orig_argv)
