import sys

sys.stdout.buffer.write(b"kept ")
sys.stdout = None
print("lost")
