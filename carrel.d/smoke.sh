# carrel smoke: whether a deployment does what it is for, asked from outside. Sourced by carrel.

help_smoke() {
    cat <<'HELP'
carrel smoke URL [--origin ORIGIN] [--limits] [--without-page]
Asks a running service for what people need of it, step by step, and prints each step; needs nothing but curl and the
address. --origin is the page that may call (CORS_ORIGIN there): its preflight must be allowed, every other refused.
--limits asks for those of whoever has no account too, and uses up their programs of a minute at this address.
--without-page is for a service of which only the API is wanted, such as one by carrel dev.
The last line is "N passed, N failed"; the exit code is 0 when none failed.
HELP
}

# Sends a request; sets status, head and body.
ask() {
    local file=$smoke_folder/answer
    status=$(curl -s -m 60 -o "$file" -D "$file.head" -w '%{http_code}' -X "$1" "$url$2" -H 'Content-Type: application/json' "${@:3}" 2>/dev/null) || status=none
    body=$(cat "$file" 2>/dev/null) head=$(tr -d '\r' <"$file.head" 2>/dev/null) || true
    rm -f "$file" "$file.head"
}

# The value of a text field in JSON; good for ids and words, which need no unescaping.
field() { sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p' <<<"$body" | head -n 1; }

step() {
    if "${@:2}"; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$1"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s: %s %.300s\n' "$1" "$status" "$body"
    fi
}

smoke_answers() { ask GET "$1" && [[ $status == 200 ]]; }
smoke_is() { ask GET "$1" && [[ $status == "$2" ]]; }

smoke_runs() {
    ask POST /execute -d '{"language": "'"$language"'", "code": "'"$hello"'"}'
    [[ $status == 200 && $(field status) == ok && $body == *'"stdout":"smoke 42\n"'* ]]
}

smoke_malformed() {
    ask POST /execute -d '{"language": "'"$language"'", "code": "if ((( \u0000"}'
    [[ $status == 200 && $(field status) == @(runtime-error|compile-error) ]]
}

smoke_unknown_field() {
    ask POST /execute -d '{"kode": "1"}'
    [[ $status == 400 && $(field type) == urn:carrel:problem:wrong-request && $(field requestId) ]]
}

# Queue, runner, result, events: the whole way of one run.
smoke_submitted() {
    local try
    ask POST /execution/submit -d '{"language": "'"$language"'", "code": "'"$slow"'"}'
    run=$(field id)
    [[ $status == 202 && $run ]] || return 1
    for try in {1..300}; do
        ask GET "/execution/result/$run"
        [[ $status == 202 ]] || break
        sleep 0.1
    done
    [[ $status == 200 && $(field status) == ok && $body == *'"kind":"server"'* ]]
}

smoke_events() {
    ask GET "/execution/$run/events"
    [[ $status == 200 && $body == *'"type":"stage-started"'* && $body == *'"type":"finished"'* ]]
}

smoke_cancelled() {
    local try
    ask POST /execution/submit -d '{"language": "'"$language"'", "code": "'"$endless"'", "limits": {"wallMs": 30000}}'
    run=$(field id)
    ask DELETE "/execution/$run"
    [[ $status == 204 ]] || return 1
    for try in {1..150}; do
        ask GET "/execution/result/$run"
        [[ $status == 202 ]] || break
        sleep 0.1
    done
    [[ $status == 200 && $(field status) == cancelled ]]
}

smoke_stats() { ask GET /execution/queue/stats && [[ $status == 200 && $body == *'"waiting":'*'"expectedWaitMs":'* ]]; }
smoke_metrics() { ask GET /metrics && [[ $status == 200 && $body == *carrel_http_requests_seconds_count* ]]; }
smoke_request_id() { ask GET /health -H 'X-Request-Id: smoke-1' && [[ ${head,,} == *'x-request-id: smoke-1'* ]]; }

preflight() { ask OPTIONS /execute -H "Origin: $1" -H 'Access-Control-Request-Method: POST'; }
smoke_stranger() { preflight https://stranger.example.org && [[ $status == 403 && ${head,,} != *access-control-allow-origin* ]]; }
smoke_origin() { preflight "$origin" && [[ $status == 200 && ${head,,} == *"access-control-allow-origin: ${origin,,}"* ]]; }

# The page, and the first program that it loads.
smoke_page() {
    ask GET / && [[ $status == 200 && $body == *'<html'* ]] || return 1
    [[ $body =~ src=\"(/assets/[^\"]+\.js)\" ]] && ask GET "${BASH_REMATCH[1]}" && [[ $status == 200 ]]
}

smoke_has_limits() { ask GET /usage && [[ $status == 200 && $body == *'"name":"runs-minute"'* && $body == *'"name":"runs-day"'* ]]; }

smoke_refuses() {
    local try most
    [[ $body =~ \"name\":\"runs-minute\",\"most\":([0-9]+) ]] || return 1
    most=${BASH_REMATCH[1]}
    for ((try = 0; try <= 3 * most; try++)); do
        ask POST /execute -d '{"language": "'"$language"'", "code": "'"$hello"'"}'
        [[ $status == 200 ]] || break
    done
    [[ $status == 429 && $(field type) == urn:carrel:problem:too-often && ${head,,} == *'retry-after: '* ]]
}

smoke() {
    local limits= page=yes url= origin= run= status body head path language=python
    local hello='print(\"smoke\", 6 * 7)' slow='import time; time.sleep(0.5); print(1)' endless='import time; time.sleep(25)'
    while (($#)); do
        case $1 in
            -h | --help) help_smoke; return ;;
            --origin) origin=${2:?--origin names a page}; shift 2 ;;
            --limits) limits=yes; shift ;;
            --without-page) page=; shift ;;
            http://* | https://*) url=${1%/}; shift ;;
            *) help_smoke >&2; exit 2 ;;
        esac
    done
    [[ $url ]] || { help_smoke >&2; exit 2; }
    passed=0 failed=0 smoke_folder=$(mktemp -d)
    trap 'rm -rf "$smoke_folder"' EXIT
    step "it lives" smoke_answers /health/live
    step "it is ready" smoke_answers /health/ready
    for path in database broker redis blob runner; do step "its $path is well" smoke_answers "/health/$path"; done
    step "it lists languages" smoke_answers /languages
    step "a program runs" smoke_runs
    step "the same below /api" smoke_answers /api/health
    step "a malformed program is the program's end, not an error" smoke_malformed
    step "a malformed request is told what is wrong" smoke_unknown_field
    step "a submitted run goes through queue and runner to its result" smoke_submitted
    step "its events can be read again" smoke_events
    step "a cancelled run ends at once" smoke_cancelled
    step "the queue tells its numbers" smoke_stats
    step "the metrics count requests" smoke_metrics
    step "a request keeps its id" smoke_request_id
    for path in /api/run /api/submit /api/debug /debug /actuator /error; do step "nothing answers at $path" smoke_is "$path" 404; done
    step "a page of another origin may not call" smoke_stranger
    [[ ! $origin ]] || step "the page at $origin may call" smoke_origin
    [[ ! $page ]] || step "its page opens" smoke_page
    if [[ $limits ]]; then
        step "it has limits of a minute and of a day" smoke_has_limits
        step "who asks too often is refused, and told when to come back" smoke_refuses
    fi
    printf 'not asked yet: a graded submit, an alert of a lost broker, a captured error\n'
    printf '%d passed, %d failed\n' "$passed" "$failed"
    ((failed == 0))
}
