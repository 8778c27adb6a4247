# carrel-expect: time-limit
# carrel-limits: cpu=1s wall=8s
# carrel-why: a shell's loop that traps every signal and restarts itself on exit must end with its first second of processor time.
trap '' HUP INT QUIT TERM USR1 USR2 XCPU ALRM
trap 'exec bash "$0"' EXIT
while :; do :; done
