#!/bin/sh
# Runs box's tests and adds them up: run.sh BUILD RUN FUZZ_SECONDS. The live test runs twice: with the program that ships,
# and with the same one built to trap on undefined behaviour.
build=$1 run=$2 seconds=$3 passed=0 failed=0

add() {
    line=$(printf '%s\n' "$2" | tail -n 1)
    case $line in
    *' passed, '*' failed')
        passed=$((passed + ${line%% *}))
        line=${line#* passed, }
        failed=$((failed + ${line%% *}))
        ;;
    *) echo "$1 ended without a count" >&2; failed=$((failed + 1)) ;;
    esac
}

add unit "$("$build/unit")"
add fuzz "$("$build/fuzz" "$seconds")"
add live "$("$build/live" "$build/carrel-box" "$build/roots" "$run" whole)"
add trapping "$("$build/live" "$build/trapping/carrel-box" "$build/roots" "$run")"
# Whose the device nodes of slots are is found out by trying: root without the right to make nodes has none of its own.
devices_are() { # devices_are WHOSE COMMAND...
    if [ "$(shift && "$@" "$build/carrel-box" probe | grep '^devices=')" = "devices=$1" ]; then echo '1 passed, 0 failed'; else echo '0 passed, 1 failed'; fi
}
if [ "$(id -u)" -eq 0 ]; then
    add devices "$(devices_are own env)"
    add devices "$(devices_are host setpriv --bounding-set -mknod)"
else
    add devices "$(devices_are host env)"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
