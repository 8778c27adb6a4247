#!/usr/bin/env bash
# The service on a disk that fills up, and has room again. CARREL is the script under test; carrel test sets it.
# The disk is small and seen by these commands alone, which takes root.
set -uo pipefail

carrel=${CARREL:?run ./carrel test}
if ((EUID != 0)); then
    echo 'not run: only root mounts a small disk'
    echo '0 passed, 0 failed'
    exit 0
fi
if [[ ! ${CARREL_SMALL_DISK-} ]]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    CARREL_SMALL_DISK=$folder unshare --mount bash "$0"
    exit
fi

folder=$CARREL_SMALL_DISK
chmod 711 "$folder"
mkdir "$folder/disk"
mount -t tmpfs -o size=300m,mode=1777 tmpfs "$folder/disk" || exit 1
cd "$folder" || exit 1
unset CARREL_SMALL_DISK
service=
trap '[[ ! $service ]] || { kill "$service"; wait "$service"; } 2>/dev/null; cd /; umount "$folder/disk"' EXIT
passed=0
failed=0
promised=()

promise() { # promise NAME COMMAND...: the command tells by its exit code whether the promise holds
    if "${@:2}" >said 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s\n' "$1"
        sed 's/^/    /' said
        tail -n 30 up.log
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
    return 1
}

ask() { status=$(curl -s -m 60 -o answer -w '%{http_code}' --noproxy '*' "$url$1" -H 'Content-Type: application/json' "${@:2}"); }

# submit N: a run with so many octets to store; an answer is a promise, or a refusal with a time to come back
submit() {
    printf '{"language": "bash", "code": "echo done", "stdin": "%s"}' "$(head -c "$1" /dev/urandom | base64 -w 0)" >body
    ask /execution/submit -d @body -D head
    if [[ $status == 202 ]]; then
        promised+=("$(sed -n 's/.*"id":"\([^"]*\)".*/\1/p' answer)")
    else
        [[ $status == 503 ]] && grep -qi '^retry-after: [1-9]' head && grep -q '"detail":"[^"]*promised' answer
    fi || { echo "$status"; cat answer; return 1; }
}

takes_runs() { submit 10 && [[ $status == 202 ]]; }

is_full() {
    local try refused=0
    head -c 1G /dev/zero >disk/filler 2>/dev/null
    for try in {1..200}; do
        submit 60000 || return 1
        [[ $status == 202 ]] || refused=$((refused + 1))
        ((refused < 5)) || return 0
    done
    echo "nothing was refused; ${#promised[@]} were promised"
    return 1
}

runs_all_the_same() { ask /execute -d '{"language": "bash", "code": "echo here"}' && grep -q '"stdout":"here\\n"' answer || { cat answer; return 1; }; }
answers() { ask /health/live && [[ $status == 200 ]] && ask /languages && [[ $status == 200 ]]; }

has_room_again() {
    local try
    rm -f disk/filler
    for try in {1..300}; do
        submit 10 || return 1
        [[ $status != 202 ]] || return 0
        sleep 0.2
    done
    return 1
}

keeps_its_promises() {
    local id try
    for id in "${promised[@]}"; do
        for try in {1..600}; do
            ask "/execution/result/$id"
            [[ $status != 200 ]] || break
            sleep 0.1
        done
        grep -q '"stdout":"done\\n"' answer || { echo "$id $status"; cat answer; return 1; }
    done
}

stops() {
    kill -TERM "$service"
    wait "$service"
    service=
}

"$carrel" up --port 0 "--database.folder=$folder/disk/database" "--blob.folder=$folder/disk/blobs" --run.patience=10min >up.log 2>&1 &
service=$!
promise "up starts on a small disk" starts
promise "runs are taken" takes_runs
promise "on a full disk runs are refused in words" is_full
promise "on a full disk programs run for who waits" runs_all_the_same
promise "on a full disk the rest answers" answers
promise "with room again runs are taken without a start" has_room_again
promise "every promise was kept" keeps_its_promises
stops
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
