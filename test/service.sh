#!/usr/bin/env bash
# Promises of the service as one command starts it. CARREL is the script under test; carrel test sets it.
set -uo pipefail

carrel=${CARREL:?run ./carrel test}
folder=$(mktemp -d)
service=
trap '[[ ! $service ]] || kill "$service" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
passed=0
failed=0

# promise NAME COMMAND...: the command tells by its exit code whether the promise holds.
promise() {
    if "${@:2}" >said 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s\n' "$1"
        sed 's/^/    /' said
    fi
}

starts() {
    local try
    for try in {1..1200}; do
        url=$(sed -n 's/^carrel: ready at //p' up.log)
        [[ ! $url ]] || return 0
        kill -0 "$service" 2>/dev/null || break
        sleep 0.1
    done
    cat up.log
    return 1
}

does_its_work() { "$carrel" smoke "$url" --origin https://learn.example.org; }
is_missed() { ! "$carrel" smoke http://127.0.0.1:1 >missed && tail -n 1 missed | grep -q '^0 passed'; }
prints() { curl -s --noproxy '*' "$url/execute" -H 'Content-Type: application/json' -d '{"language": "python", "code": "print(6 * 7)"}' | grep -q '"stdout":"42\\n"'; }

stops() {
    local code=0
    kill -TERM "$service"
    wait "$service" || code=$?
    service=
    ((code == 143))
}

"$carrel" up --port 0 --http.cors-origin=https://learn.example.org >up.log 2>&1 &
service=$!
promise "up starts and says where" starts
promise "the README's curl prints a result" prints
promise "smoke finds nothing wrong" does_its_work
promise "smoke finds what is not there" is_missed
promise "a stop ends it in order" stops
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
