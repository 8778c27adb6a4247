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
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
