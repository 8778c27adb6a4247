# carrel-expect: time-limit
# carrel-limits: cpu=2s wall=2s processes=64 memory=256MB
# carrel-why: the same bomb at a forked level grows out of the process that serves the next runs.
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
