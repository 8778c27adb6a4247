import subprocess, sys
print(subprocess.run([sys.executable, "-c", "import sys; print(sys.argv, sorted(sys.modules))"], capture_output=True))
