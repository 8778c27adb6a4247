# carrel-expect: ok
# carrel-stdout: held
# carrel-why: staticExec runs a shell command inside the compiler; it lives in the same sandbox.
import std/strutils

const seen = staticExec("cat /var/tmp/carrel-selftest-mark /etc/shadow /proc/1/environ 2>/dev/null; echo x >/etc/passwd; echo x >/usr/lib/carrel-planted")
const user = staticExec("id -u")

if seen.len == 0 or "denied" in seen or "Read-only" in seen or "cannot create" in seen:
  echo(if "CARREL" in seen or user == "0": "breach: " & seen & user else: "held")
else:
  echo "breach: ", seen
