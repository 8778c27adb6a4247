# carrel-expect: ok
# carrel-stdout: held
# carrel-network: none
# carrel-limits: wall=5s
# carrel-why: what a learner would really try, metadata service and name server included, must fail at once and not after a timeout.
import socket
import sys
import time
import urllib.request

start = time.monotonic()
for address in ("http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://127.0.0.1:80/", "http://10.0.0.1/", "http://example.org/"):
    try:
        urllib.request.urlopen(address, timeout=2)
    except OSError:
        continue
    print("breach:", address, "answers")
    sys.exit(1)
for name in ("localhost", "example.org", "metadata.google.internal"):
    try:
        socket.create_connection((name, 80), timeout=2)
    except OSError:
        continue
    print("breach:", name, "can be connected to")
    sys.exit(1)
if time.monotonic() - start > 2:
    print("breach: a connection was waited for")
    sys.exit(1)
print("held")
