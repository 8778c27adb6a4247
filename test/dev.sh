#!/usr/bin/env bash
# Promises of carrel dev to somebody who changes the service. CARREL is the script under test; carrel test sets it.
set -uo pipefail

carrel=${CARREL:?run ./carrel test}
folder=$(mktemp -d)
service=
trap '[[ ! $service ]] || { kill "$service"; wait "$service"; } 2>/dev/null; rm -rf "$folder"' EXIT
mkdir "$folder/checkout"
tar -C "$(dirname "$carrel")" --exclude=.git --exclude=target -cf - . | tar -C "$folder/checkout" -xf -
cd "$folder" || exit 1
changed=checkout/server/src/main/java/dev/carrel/server/platform/problem/Problems.java
passed=0
failed=0

promise() { # promise NAME COMMAND...: the command tells by its exit code whether the promise holds
    if "${@:2}" >said 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s\n' "$1"
        sed 's/^/    /' said log
    fi
}

# says TEXT: a line of what it prints, from the first or since the last change
says() {
    local try
    for try in {1..1200}; do
        if tail -n "+$((read_lines + 1))" log | grep -q "$1"; then return; fi
        kill -0 "$service" 2>/dev/null || break
        sleep 0.1
    done
    return 1
}

starts() { says '^carrel: ready at ' && url=$(sed -n 's/^carrel: ready at //p' log | tail -n 1) && answers 'There is nothing at this address'; }
answers() { [[ $(curl -s --noproxy '*' "$url/nothing/here") == *"$1"* ]]; }
runs() { curl -s --noproxy '*' "$url/execution/submit" -H 'Content-Type: application/json' -d '{"language": "bash", "code": "echo kept"}' | sed -n 's/.*"id":"\([^"]*\)".*/\1/p'; }
keeps() { [[ $(curl -s --noproxy '*' "$url/execution/result/$id") == *'"kept\n"'* ]]; }

changes() {
    read_lines=$(wc -l <log)
    sed -i "s/$1/$2/" "$changed"
}

takes_over() {
    changes 'There is nothing at this address' 'Nobody lives here'
    starts_again && answers 'Nobody lives here' && keeps
}
starts_again() { says '^carrel: ready at ' && url=$(sed -n 's/^carrel: ready at //p' log | tail -n 1); }

goes_on() {
    changes 'Nobody lives here' 'Nobody" lives here'
    says 'this does not compile' && tail -n "+$read_lines" log | grep -q 'Problems.java:.* error' && answers 'Nobody lives here'
}

stops() {
    local code=0
    kill -TERM "$service"
    wait "$service" || code=$?
    service=
    ((code == 0)) && ! answers lives
}

read_lines=0
checkout/carrel dev --port 0 "--database.folder=${CARREL_DATA:?}/cache/dev-$$" >log 2>&1 &
service=$!
promise "dev starts the service" starts
id=$(runs)
for _ in {1..300}; do ! keeps || break; sleep 0.1; done
promise "a saved file is in the service soon, on the same database" takes_over
promise "what does not compile is shown, and the service goes on" goes_on
promise "a stop ends it" stops
rm -rf "${CARREL_DATA:?}/cache/dev-$$"
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
