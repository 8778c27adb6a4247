class Tee:
    def __init__(self, to):
        self.to = to

    def write(self, words):
        return self.to.write(words.upper())

    def flush(self):
        self.to.write("flushed\n")


import sys

sys.stdout = Tee(sys.stdout)
print("one")
