#!/usr/bin/env bash
# What carrel exec promises to somebody at a shell. $CARREL is the command to test.
set -u

passed=0
failed=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 700 "$folder"
cd "$folder" || exit 1

# check NAME EXPECTED ACTUAL
check() {
    if [[ $2 == "$3" ]]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        printf 'FAILED: %s\n  expected: %q\n  but was:  %q\n' "$1" "$2" "$3"
    fi
}

# refuses NAME WORDS... : exit code 2, nothing on stdout, two lines on stderr
refuses() {
    local name=$1 out
    shift
    out=$("$CARREL" exec "$@" 2>err </dev/null)
    check "$name: exit code" 2 $?
    check "$name: stdout" '' "$out"
    check "$name: lines on stderr" 2 "$(wc -l <err)"
}

json() { python3 -c 'import json,sys; r=json.load(sys.stdin); print(eval(sys.argv[1]))' "$1"; }

echo 'import sys; print("Grüße", *sys.argv[1:]); print("note", file=sys.stderr); sys.exit(3)' >hello.py
check 'stdout is the program'"'"'s' 'Grüße a b c' "$("$CARREL" exec hello.py -- a 'b c' 2>/dev/null)"
"$CARREL" exec hello.py >/dev/null 2>err
check 'exit code is the program'"'"'s' 3 $?
check 'stderr is the program'"'"'s' note "$(cat err)"
check 'json: exit code is 0' 3 "$("$CARREL" exec --json hello.py 2>/dev/null | json 'r["run"]["exitCode"]')"
"$CARREL" exec --json hello.py >/dev/null 2>&1
check 'json: this command'"'"'s exit code' 0 $?

echo 'print(input()[::-1])' >reverse.py
check 'stdin is forwarded' olleh "$(echo hello | "$CARREL" exec reverse.py)"
echo fedcba >input.txt
check 'stdin from a file' abcdef "$("$CARREL" exec reverse.py --stdin input.txt </dev/null)"
check 'stdin that is named' olleh "$(echo hello | "$CARREL" exec reverse.py --stdin -)"
echo 'import os; print(os.environ["WHO"])' >env.py
check 'environment' 'Zoë=1' "$("$CARREL" exec env.py --env WHO=Zoë=1)"

mkdir cases
for n in 1 2 3; do echo "$n" >"cases/$n.in"; done
echo 2 >cases/1.ans; echo 5 >cases/2.ans; echo 6 >cases/3.ans
echo 'print(2 * int(input()))' >double.py
"$CARREL" exec double.py --tests cases >told 2>&1
check 'tests: exit code' 1 $?
check 'tests: verdicts' '1 accepted 2 wrong-answer 3 accepted' "$(sort told | awk '/^[123] / { printf "%s%s %s", s, $1, $2; s = " " }')"
check 'tests: in a sentence' 'all 3 tests ended normally, 1 of them with a wrong answer' "$(tail -n 1 told)"
echo 4 >cases/2.ans
"$CARREL" exec double.py --tests cases >/dev/null 2>&1
check 'tests: all passed' 0 $?
echo 'import sys; sys.exit(42 if sys.stdin.read() == open(sys.argv[2]).read() else 43)' >cases/checker.py
"$CARREL" exec double.py --tests cases >/dev/null 2>&1
check 'tests: a checker judges' 0 $?
refuses 'tests that are not there' double.py --tests project

mkdir -p project/lib
echo 'from lib.part import x; print(x)' >project/main.py
echo 'x = "whole"' >project/lib/part.py
echo 'x = "other"; print(x)' >project/other.py
check 'a folder is a project' whole "$("$CARREL" exec project)"
check 'a project'"'"'s other entry' other "$("$CARREL" exec project --entry other.py)"
printf '#include "part.h"\nint main(void) { return PART; }\n' >main.c
printf '#define PART 7\n' >part.h
"$CARREL" exec main.c part.h
check 'several files' 7 $?

printf 'int main(void) { return *(volatile int *)0; }\n' >crash.c
"$CARREL" exec crash.c 2>err
check 'a signal: 128 + its number' 139 $?
check 'a signal in words' 'carrel: stopped by signal 11 (SIGSEGV): it touched memory that is not its own' "$(cat err)"
echo 'int main(void) { return x; }' >wrong.c
"$CARREL" exec wrong.c 2>err
check 'a compile error' 1 $?
check 'a compile error shows the compiler'"'"'s words' 1 "$(grep -c 'error: .x. undeclared' err)"
echo 'while True: pass' >loop.py
"$CARREL" exec loop.py --cpu 0.5 2>err
code=$?
# With a control group we stop it, exactly; without one the kernel does, by a signal of its own (SIGXCPU).
if grep -q '^ok *cgroup' <<<"$("$CARREL" doctor 2>/dev/null)"; then expected=137; else expected=152; fi
check 'a time limit is killed' "$expected" "$code"
check 'a time limit in words' 'carrel: time limit exceeded: 500 ms of processor time' "$(cat err)"
echo 'x = bytearray(1 << 30)' >big.py
"$CARREL" exec big.py --memory 64MB 2>err >/dev/null
check 'a memory limit in words' 'carrel: memory limit exceeded: 64 MB' "$(tail -n 1 err)"
echo 'while True: print("y")' >yes.py
check 'a reader that goes ends the program' 3 "$("$CARREL" exec yes.py --cpu 60 2>/dev/null | head -n 3 | wc -l)"
check 'output limit' 100 "$("$CARREL" exec yes.py --output 100 2>/dev/null | wc -c)"

echo 'open("made.txt", "w").write("x" * 10)' >make.py
"$CARREL" exec make.py --artifacts out
check 'artifacts are written' xxxxxxxxxx "$(cat out/made.txt 2>/dev/null)"
check 'artifacts in json' made.txt "$("$CARREL" exec make.py --json | json 'r["artifacts"][0]["name"]')"

echo 'import time; print("up", flush=True); time.sleep(60)' >sleep.py
(exec setsid "$CARREL" exec sleep.py --wall 100) >out.txt 2>/dev/null &
pid=$!
for _ in {1..600}; do grep -q up out.txt && break; sleep 0.1; done
kill -INT -- "-$pid"
SECONDS=0
wait "$pid"
check 'ctrl-c ends it with 130' 130 $?
check 'ctrl-c ends it at once' yes "$( ((SECONDS < 30)) && echo yes)"

plots=$(dirname "$CARREL")/languages/python/test
cp "$plots/plot.py" "$plots/window.py" .
for version in 3.11 3.13; do
    check "python $version: show and savefig give pictures" 'figure-1.png figure-2.png saved.png image/png' \
        "$("$CARREL" exec -l "python@$version" --cpu 30 --wall 60 --json plot.py 2>/dev/null | json '" ".join([a["name"] for a in r["artifacts"]] + sorted({a["type"] for a in r["artifacts"]}))')"
    check "python $version: a window is refused in words" 'Graphics are not supported here. The program tried to open a window, and there is no screen.' \
        "$("$CARREL" exec -l "python@$version" --cpu 30 --wall 60 --json window.py 2>/dev/null | json 'r["message"]')"
done

cp hello.py Hello.py
head -c 100001 /dev/zero | tr '\0' '#' >long.py
refuses 'absolute path' "$folder/hello.py"
refuses 'path that climbs' ../hello.py
refuses 'missing file' absent.py
refuses 'blank in the name' 'a b.py'
refuses 'name that is too long' "$(printf 'a%.0s' {1..300}).py"
refuses 'two names that differ in case' hello.py Hello.py
refuses 'source that is too large' long.py
refuses 'limit of zero' hello.py --cpu 0
refuses 'limit that is no number' hello.py --wall NaN
refuses 'limit above the ceiling' hello.py --memory 99999GB
refuses 'unknown language' -l pyhton hello.py
check 'unknown language: the nearest' 'Did you mean "python"?' "$(tail -n 1 err)"
refuses 'unknown version' -l python@1.0 hello.py
refuses 'unknown option' hello.py --jsno
refuses 'isolation that is not served' hello.py --isolation warm
refuses 'no file'
"$CARREL" exec --help >help.txt
check 'help: exit code' 0 $?
check 'help tells of the options' 1 "$(grep -c -- '--artifacts DIR' help.txt)"

printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
