#!/usr/bin/env bash
# Promises of the command itself. CARREL is the script under test; carrel test sets it.
set -uo pipefail

carrel=${CARREL:?run ./carrel test}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
passed=0
failed=0

# promise NAME COMMAND...: the command tells by its exit code whether the promise holds.
promise() {
    local name=$1
    shift
    if "$@" >"$folder/.said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s\n' "$name"
        sed 's/^/    /' "$folder/.said"
    fi
}

# run WORD...: calls carrel; out, err and code hold what came of it.
run() {
    "$carrel" "$@" >"$folder/.out" 2>"$folder/.err" </dev/null
    code=$?
    out=$(<"$folder/.out")
    err=$(<"$folder/.err")
}

ends() { # ends CODE [OUT]: how the last run ended
    [[ $code == "$1" && (${2-$out} == "$out") ]] || { printf 'code %s\nout %s\nerr %s\n' "$code" "$out" "$err"; return 1; }
}

cat >hello.py <<'P'
import sys
print("héllo", *sys.argv[1:])
P
echo 'print(input()[::-1])' >reverse.py
echo 'import sys; sys.exit(7)' >seven.py
echo 'while True: pass' >loop.py
echo 'import time; print("here", flush=True); time.sleep(60)' >"sleep-$$.py"
echo 'open("made.txt", "w").write("by the program")' >make.py
chmod 700 "$folder"
chmod 600 ./*.py

every_command_explains_itself() {
    local command
    run help && ends 0 || return 1
    for command in up dev smoke admin exec languages doctor selftest bench test fix; do
        [[ $out == *"carrel $command"* ]] || { printf 'help is silent about %s\n' "$command"; return 1; }
        "$carrel" "$command" --help 2>&1 | grep -q "carrel $command" || { printf '%s --help is silent\n' "$command"; return 1; }
    done
}

unknown_command_ends_with_2() { run fly; ends 2 ''; }

program_prints_and_gets_its_arguments() { run exec hello.py -- one 'two three'; ends 0 'héllo one two three'; }

exit_code_is_the_programs_own() { run exec seven.py; ends 7 ''; }

stdin_comes_from_the_caller_or_from_a_file() {
    [[ $(echo abc | "$carrel" exec reverse.py) == cba ]] || return 1
    echo xyz >given
    chmod 600 given
    run exec reverse.py --stdin given
    ends 0 zyx
}

json_is_one_object_whatever_the_program_did() {
    run exec --json loop.py --cpu 0.3
    ends 0 && [[ $out == '{'*'"status":"time-limit"'*'}' && $(wc -l <"$folder/.out") == 1 ]]
}

bad_input_ends_with_2_and_two_lines() {
    local words
    for words in '../hello.py' "$folder/hello.py" 'none.py' 'hello.py --cpu 0' '-l cobbol hello.py' 'hello.py --memory NaN'; do
        # shellcheck disable=SC2086
        run exec $words
        ends 2 '' && [[ $(wc -l <"$folder/.err") == 2 ]] || { printf 'for %s\n%s\n' "$words" "$err"; return 1; }
    done
}

second_call_builds_nothing() { run exec hello.py; ends 0 && [[ ! $err ]]; }

two_calls_at_once_do_not_collide() {
    local one two
    "$carrel" exec hello.py >one & one=$!
    "$carrel" exec seven.py >two & two=$!
    wait "$one" && [[ $(<one) == héllo ]] || return 1
    wait "$two"
    [[ $? == 7 ]]
}

artifacts_come_back_to_the_caller() {
    run exec make.py --artifacts made
    ends 0 && [[ $(<made/made.txt) == 'by the program' && -O made/made.txt ]]
}

# Where root calls, they come through a folder of the unprivileged user.
no_folder_of_artifacts_is_left() {
    local cache=${CARREL_DATA:?run ./carrel test}/cache try
    mkdir "$cache/artifacts.999999999.killed" && chmod 777 "$cache/artifacts.999999999.killed" && touch "$cache/artifacts.999999999.killed/made.txt"
    ((EUID != 0)) || chown -R --reference="$cache" "$cache/artifacts.999999999.killed"
    "$carrel" exec "sleep-$$.py" --wall 60 --artifacts kept >sleeper.out 2>/dev/null &
    sleeper=$!
    for try in {1..600}; do
        [[ -s sleeper.out ]] && break
        sleep 0.05
    done
    kill -TERM "$sleeper"
    wait "$sleeper"
    ((EUID == 0)) || rm -r "$cache/artifacts.999999999.killed"
    [[ -s sleeper.out ]] && ! compgen -G "$cache/artifacts.*" && ! pgrep -f "sleep-$$\\.py"
}

checkout_that_nobody_else_can_read_works() {
    mkdir -m 700 checkout
    tar -C "$(dirname "$carrel")" --exclude=.git --exclude=target -cf - . | tar -C checkout -xf -
    [[ $(checkout/carrel exec hello.py) == héllo ]]
}

# Pids of the Java side of a run of ours that has begun to print.
start_sleeper() {
    : >sleeper.out
    "$carrel" exec "sleep-$$.py" --wall 60 >sleeper.out 2>/dev/null &
    sleeper=$!
    local try
    for try in {1..600}; do
        [[ -s sleeper.out ]] && break
        sleep 0.05
    done
    java=$(pgrep -f 'dev\.carrel\.runner\.Main exec .*sleep-'"$$"'\.py' | while read -r pid; do
        [[ $(readlink "/proc/$pid/exe") == */java ]] && echo "$pid"
    done)
    [[ -s sleeper.out && $java ]]
}

java_is_never_root() {
    start_sleeper || return 1
    local uids
    uids=$(awk '/^Uid:/ { print $2, $3, $4, $5 }' "/proc/${java%%$'\n'*}/status")
    kill -9 $java
    wait "$sleeper"
    [[ $uids && " $uids " != *" 0 "* ]]
}

killed_java_leaves_nothing() {
    start_sleeper || return 1
    kill -9 $java
    wait "$sleeper"
    local try
    for try in {1..600}; do
        pgrep -f "sleep-$$\\.py" >/dev/null || return 0
        sleep 0.05
    done
    pgrep -af "sleep-$$\\.py"
    return 1
}

run exec hello.py # whatever is missing is built here, not within a promise
for name in every_command_explains_itself unknown_command_ends_with_2 program_prints_and_gets_its_arguments \
    exit_code_is_the_programs_own stdin_comes_from_the_caller_or_from_a_file json_is_one_object_whatever_the_program_did \
    bad_input_ends_with_2_and_two_lines second_call_builds_nothing two_calls_at_once_do_not_collide \
    artifacts_come_back_to_the_caller no_folder_of_artifacts_is_left checkout_that_nobody_else_can_read_works java_is_never_root killed_java_leaves_nothing; do
    promise "$name" "$name"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
