# carrel-expect: time-limit
# carrel-limits: cpu=2s wall=2s processes=64
# carrel-why: the best known bomb of all; half of it always runs in the background of a shell that has left.
bomb() { bomb | bomb & }
bomb 2>/dev/null
while :; do :; done
