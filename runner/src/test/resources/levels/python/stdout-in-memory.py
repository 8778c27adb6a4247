import io, sys

print("seen")
sys.stdout = io.StringIO()
print("unseen")
