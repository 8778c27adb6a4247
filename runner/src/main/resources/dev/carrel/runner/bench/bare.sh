# What a command costs in a root with no sandbox around it: in a user and a mount namespace of its own, where it may write to
# /work and /tmp. Words: ROOT BENCH-SANDBOX ENTRY CODE RUNS BEFORE COMMAND...
set -e
root=$1 bench=$2 entry=$3 code=$4 runs=$5 before=$6
shift 6
mount -t tmpfs tmpfs "$root/work"
mount -t tmpfs tmpfs "$root/tmp"
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
cat "$bench" >"$root/tmp/bench"
chmod +x "$root/tmp/bench"
printf '%s\n' "$code" >"$root/work/$entry"
exec chroot "$root" /bin/sh -c 'cd /work; eval "$0"; exec /tmp/bench alone "$@"' "$before" "$runs" -- "$@"
