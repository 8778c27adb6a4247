#!/usr/bin/env bash
# kill -9 of everything, one after the other, while a program runs: nothing may stay, and the next run must work.
# CARREL is the script under test; carrel test sets it. Killing other users' processes takes root: an ordinary user's box
# and slots with subuids cannot be reached, so there only their own processes are killed.
set -uo pipefail

carrel=${CARREL:?run ./carrel test}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
passed=0
failed=0

printf 'import time\nprint("here", flush=True)\ntime.sleep(60)\n' >sleeper.py
printf 'print("fine")\n' >hello.py
printf '#include <bits/stdc++.h>\nint main() { std::vector<int> v(1000); return v[0]; }\n' >slow.cpp

# Everything below a process, itself included.
family() {
    local child
    printf '%s\n' "$1"
    for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do family "$child"; done
}

# The process of our run that plays the part: box - java, and box - supervisor - slot - init - program.
part() {
    local name=$1 box java supervisor slot init
    box=$(family "$run" | while read -r p; do [[ $(tr '\0' ' ' <"/proc/$p/cmdline" 2>/dev/null) == *"carrel-box serve"* ]] && echo "$p" && break; done)
    [[ $box ]] || return 1
    [[ $name != box ]] || { echo "$box"; return; }
    for p in $(cat "/proc/$box/task/$box/children"); do
        if [[ $(cat "/proc/$p/comm") == java ]]; then java=$p; else supervisor=$p; fi
    done
    case $name in
        java) echo "${java:?}" ;;
        supervisor) echo "${supervisor:?}" ;;
        *)
            slot=$(awk '{ print $1 }' "/proc/${supervisor:?}/task/$supervisor/children")
            [[ $name != slot ]] || { echo "$slot"; return; }
            init=$(awk '{ print $1 }' "/proc/${slot:?}/task/$slot/children")
            [[ $name != init ]] || { echo "$init"; return; }
            awk '{ print $1 }' "/proc/${init:?}/task/$init/children" ;;
    esac
}

promise() { # promise NAME CONDITION...
    local name=$1
    shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAILED $name"; fi
}

# A run whose slot was lost is tried once more, and our sleeper then sleeps until its wall limit: hence the patience.
all_gone() {
    local pid left
    for _ in {1..1200}; do
        left=
        for pid in "$@"; do [[ ! -e /proc/$pid ]] || left=yes; done
        [[ $left ]] || return 0
        sleep 0.05
    done
    return 1
}

next_works() { [[ $("$carrel" exec hello.py </dev/null 2>/dev/null) == fine ]]; }

strike() { # strike PART FILE: at the program's first word, or while it compiles
    local victim members
    : >said
    "$carrel" exec "$2" >said 2>/dev/null </dev/null &
    run=$!
    for _ in {1..1500}; do
        victim=$(part "$1" 2>/dev/null) && [[ $victim && ($2 == *.cpp || -s said) ]] && break
        sleep 0.02
    done
    members=$(family "$run")
    promise "$1 of $2 was found" kill -9 "$victim"
    # shellcheck disable=SC2086
    promise "$1 of $2 killed: everything is gone" all_gone $members
    wait "$run" 2>/dev/null
    promise "$1 of $2 killed: the next run works" next_works
}

next_works || true # builds and installs what is missing, so that the strikes meet a run
"$carrel" exec slow.cpp >/dev/null 2>&1 || true
parts=(java box)
((EUID != 0)) || parts+=(supervisor slot init program)
for victim_part in "${parts[@]}"; do
    strike "$victim_part" sleeper.py
    strike "$victim_part" slow.cpp
done
# A disk that is full, in bytes or in names, where carrel keeps what it would like to remember: seen by these commands alone.
on_full_disk() { # on_full_disk OPTIONS FOLDER COMMAND...
    unshare --mount bash -c '
        mount -t tmpfs -o "$1,mode=1777" tmpfs "$2" && shift 2 || exit 99
        "$@"' sh "$@"
}
fill='head -c 1M /dev/zero >"$0/filler" 2>/dev/null; for i in {1..64}; do { : >"$0/$i"; } 2>/dev/null || break; done'
works_on_full_disk() { # works_on_full_disk OPTIONS
    [[ $(on_full_disk "$1" "$data/cache" bash -c "$fill"'; exec "$@"' "$data/cache" "$carrel" exec hello.py </dev/null 2>said) == fine ]] || { cat said; return 1; }
}
artifacts_on_full_disk() {
    mkdir -p kept
    on_full_disk "size=8k" "$folder/kept" bash -c "$fill"'; exec "$@"' "$folder/kept" "$carrel" exec make.py --artifacts kept </dev/null >out 2>said
    [[ $? != 0 && $(<out) == made && $(<said) == *"No space left"* ]] && ! compgen -G "$data/cache/artifacts.*" || { cat out said; return 1; }
}
if ((EUID == 0)); then
    data=${CARREL_DATA:-/var/lib/carrel}
    printf 'open("big.txt", "w").write("x" * 100000)\nprint("made")\n' >make.py
    promise "disk full: the program runs" works_on_full_disk size=64k,nr_inodes=1k
    promise "names of the disk used up: the program runs" works_on_full_disk size=1m,nr_inodes=4
    promise "no room for artifacts: said, with the program's output" artifacts_on_full_disk
    promise "room again: the next run works" next_works
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
