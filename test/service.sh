#!/usr/bin/env bash
# Promises of the service as one command starts it. CARREL is the script under test; carrel test sets it.
set -uo pipefail

carrel=${CARREL:?run ./carrel test}
data=${CARREL_DATA:?run ./carrel test}
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

does_its_work() { "$carrel" smoke "$url" --origin https://learn.example.org --limits; }
is_missed() { ! "$carrel" smoke http://127.0.0.1:1 >missed && tail -n 1 missed | grep -q '^0 passed'; }
prints() { curl -s --noproxy '*' "$url/execute" -H 'Content-Type: application/json' -d '{"language": "python", "code": "print(6 * 7)"}' | grep -q '"stdout":"42\\n"'; }

# The service that runs, and a command beside it, have one database.
is_administered() {
    local email=$$@example.org token
    echo "four words that rhyme" | "$carrel" admin create "$email" || return 1
    [[ $("$carrel" admin show "$email") == *role*admin* ]] || return 1
    token=$(asks auth/login "{\"email\": \"$email\", \"password\": \"four words that rhyme\"}" | sed 's/.*"accessToken":"\([^"]*\)".*/\1/')
    [[ $(curl -s --noproxy '*' "$url/auth/me" -H "Authorization: Bearer $token") == *'"role":"admin"'* ]]
    echo "four other words here" | "$carrel" admin password "$email" && "$carrel" admin role "$email" student || return 1
    [[ $(asks auth/login "{\"email\": \"$email\", \"password\": \"four words that rhyme\"}") == *not-signed-in* ]] &&
        ! "$carrel" admin list | grep -q "$email" && ! "$carrel" admin role nobody@example.org admin && ! "$carrel" admin fly
}

asks() { curl -s --noproxy '*' "$url/$1" -H 'Content-Type: application/json' -d "$2"; }

stops() {
    local code=0
    kill -TERM "$service"
    wait "$service" || code=$?
    service=
    ((code == 143))
}

# In a profile for others than a developer, on the data folder that --data names: what CARREL_DATA names is not touched.
up_for_others=(env "CARREL_DATA=$folder/elsewhere" "$carrel" up --port 0 --data "$data" --profile)
demands_its_secrets() { ! "${up_for_others[@]}" staging >refused 2>&1 && grep -q '^- JWT_SECRET is missing' refused; }
knows_no_other() { ! "${up_for_others[@]}" rehearsal >refused 2>&1 && grep -q '^- CARREL_PROFILE (profile): "rehearsal" is not one of dev, staging, production' refused; }
is_told() { grep -q "setting $1" up.log && ! grep -qF "$secret" up.log; }

# What up hands on where it is root, asked of itself: every name that is documented, and no other. The build gets none of them.
hands_on() {
    local home names
    home=$(dirname "$carrel")
    mapfile -t names < <(sed -n 's/^| \(`[A-Z][A-Z0-9_` ]*`\) .*/\1/p' "$home/docs/configuration.md" | tr -d '`' | tr ' ' '\n' | grep -vx CARREL_DATA | LC_ALL=C sort)
    ((${#names[@]} > 100)) || { printf 'only %d documented\n' "${#names[@]}"; return 1; }
    env -i "${names[@]/%/=set}" STRANGER=set CARREL_GO_PROXY=set CARREL_TEST_ROOT=set bash -uc 'root=yes data=none JAVA_HOME=none environment=()
        . "$0/carrel.d/build.sh" && . "$0/carrel.d/up.sh" && service_environment && printf "%s\n" "${environment[@]}" | LC_ALL=C sort >handed
        kept_environment | tr "\0" "\n" | grep =set >kept' "$home"
    diff <(printf '%s=set\n' "${names[@]}") handed && [[ $(<kept) == CARREL_GO_PROXY=set ]]
}
logs_in_json() { ! grep -v -e '^{' -e '^carrel' up.log; }

promise "a profile for others demands its secrets" demands_its_secrets
promise "a profile that there is not is refused" knows_no_other
promise "every documented setting reaches the service, and nothing else" hands_on
secret=$(head -c 32 /dev/urandom | base64)
CORS_ORIGIN=https://learn.example.org CARREL_RUN_DEPTH=77 CARREL_GO_PROXY=https://go.example.org JWT_SECRET=$secret "${up_for_others[@]}" staging >up.log 2>&1 &
service=$!
promise "up starts in a profile for others" starts
promise "it is that profile" is_told "profile = staging"
promise "it has what the environment says" is_told "run.depth = 77"
promise "it works on the folder that --data names" is_told "data = $data"
promise "and on no other" test ! -e "$folder/elsewhere"
promise "smoke finds nothing wrong" does_its_work
promise "smoke finds what is not there" is_missed
promise "it logs in JSON" logs_in_json
promise "a stop ends it in order" stops

: >up.log # what the one before it said is not its own
"$carrel" up --port 0 >up.log 2>&1 &
service=$!
promise "up starts and says where" starts
promise "the README's curl prints a result" prints
promise "admin speaks to the database of the service that runs" is_administered
promise "a stop ends it in order" stops
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
