import os, sys

print("before", flush=True)
pid = os.fork()
if pid == 0:
    print("child", os.getppid() > 1)
    sys.exit(5)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
