# carrel-expect: time-limit
# carrel-limits: cpu=5s wall=1s
# carrel-why: an interpreter that turns signals into exceptions can catch them; its end may not depend on them.
import signal
import time

for number in range(1, 65):
    try:
        signal.signal(number, lambda *_: None)
    except (OSError, ValueError):
        pass
while True:
    try:
        time.sleep(60)
    except BaseException:
        pass
