# What a command costs in a root with no sandbox around it: in a user and a mount namespace of its own, where it may write to
# /work and /tmp. Alone, and then with several at once, each in a folder of its own: a line for each.
# Words: ROOT BENCH-SANDBOX ENTRY CODE RUNS AT-ONCE BEFORE COMMAND...
set -e
root=$1 bench=$2 entry=$3 code=$4
shift 4
mount -t tmpfs tmpfs "$root/work"
mount -t tmpfs tmpfs "$root/tmp"
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
cat "$bench" >"$root/tmp/bench"
chmod +x "$root/tmp/bench"
printf '%s\n' "$code" >"$root/work/$entry"
exec chroot "$root" /bin/sh -c '
    runs=$1 left=$2 before=$3
    shift 3
    cd /work
    eval "$before"
    /tmp/bench alone "$runs" -- "$@" || exit
    while [ $left -gt 0 ]; do
        mkdir /tmp/$left
        cp -r . /tmp/$left
        (cd /tmp/$left && exec /tmp/bench alone $((runs / 2)) -- "$@") &
        left=$((left - 1))
    done
    wait' sh "$@"
