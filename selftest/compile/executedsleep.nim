# carrel-expect: time-limit
# carrel-compile-limits: cpu=5s wall=2s
# carrel-why: a command that the compiler waits for may sleep; the step's clock goes on, and the sleeper goes with it.
const said = staticExec("sleep 600 & sleep 600")

echo "breach: ", said
