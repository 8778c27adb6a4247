# carrel up: the service, with its database and its runner, until Ctrl-C. Sourced by carrel.

help_up() {
    cat <<'HELP'
carrel up [--port PORT] [--data FOLDER] [--profile dev|staging|production] [--role both|api|runner] [--KEY=VALUE]...
Starts everything and prints the address; Ctrl-C stops everything. Without more words it serves this machine alone
(profile dev, 127.0.0.1, port 8080) on a PostgreSQL of its own below the data folder.
A runner of its own (--role runner --runner.server=URL, with CARREL_RUNNER_TOKEN as its API has it) opens one connection
to that API, and is started again when it is worn.
docs/configuration.md lists every key and its name in the environment.
HELP
}

# The names that are set here for the service: those of old, and all that begin as ours do and are for nothing else. One that is
# no setting goes along, for the service says so and which was meant.
settings() {
    local name
    for name in $(compgen -e); do
        case $name in
            JWT_SECRET | REDIS_URL | REDIS_HOST | REDIS_PORT | CORS_ORIGIN | NODE_ENV | WORKER_CONCURRENCY_EXECUTION | WORKER_CONCURRENCY_SUBMISSION | \
                ENABLE_DEBUG_ROUTES | GEMINI_API_KEY | DATABASE_URL | MONGODB_URI | SENTRY_DSN) printf '%s\n' "$name" ;;
            CARREL_TEST_*) ;;
            CARREL_*) [[ " ${not_settings[*]} " == *" $name "* ]] || printf '%s\n' "$name" ;;
        esac
    done
}

# Secrets are among them: the build before it does not see them. Who is not root hands everything on anyway, and starts it here.
service_environment() {
    local name
    [[ $root ]] || return 0
    [[ ! ${CARREL_CONFIG-} ]] || CARREL_CONFIG=$(readlink -m -- "$CARREL_CONFIG")
    for name in $(settings); do environment+=("$name=${!name}"); done
}

service_command() {
    java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m -XX:MetaspaceSize=128m "-XX:AOTCache=$app/server.aot" -Xlog:aot=off -Xlog:cds=off "-Dcarrel.home=$app" "-Dcarrel.data=$data"
        -cp "$(printf '%s:' "$app"/server/*.jar)" dev.carrel.server.Main "--home=$app" "--data=$data")
}

# The JVM's cache of loaded classes, recorded once for each build from a short life with a run in it, on a database that is
# thrown away. Without it everything works, only slower.
record_service() {
    local java log=$run/record.log folder=$data/cache/record new=$app/server.aot.new keeper port= try
    [[ ! -e $app/server.recorded ]] || return 0
    say "recording the start-up cache of the service (once)"
    service_command
    java=("${java[@]/%"-XX:AOTCache=$app/server.aot"/"-XX:AOTCacheOutput=$new"}")
    as_user rm -rf "$folder" "$folder-blobs"
    serve "${java[@]}" --http.port=0 "--database.folder=$folder" "--blob.folder=$folder-blobs" --role=both --profile=dev
    : >"$log"
    # shellcheck disable=SC2046
    (unset -v $(settings) && cd / && exec "${served[@]}") </dev/null >"$log" 2>&1 &
    keeper=$!
    trap 'kill -TERM "$keeper" 2>/dev/null || true' EXIT
    trap 'exit 1' INT TERM HUP
    for try in {1..600}; do
        port=$(sed -n 's|^carrel: ready at http://localhost:||p' "$log")
        [[ ! $port ]] && kill -0 "$keeper" 2>/dev/null || break
        sleep 0.1
    done
    [[ ! $port ]] || curl -s -o /dev/null --noproxy '*' -H 'Content-Type: application/json' \
        -d '{"language":"bash","code":"read -r x; echo $x"}' "http://127.0.0.1:$port/execute" || true
    kill -TERM "$keeper" 2>/dev/null || true
    wait "$keeper" || true
    trap - EXIT INT TERM HUP
    as_user rm -rf "$folder" "$folder-blobs"
    as_user mv "$new" "$app/server.aot" 2>/dev/null || say "no start-up cache; the service starts more slowly"
    as_user touch "$app/server.recorded"
    rm -f "$log"
}

# Runs what was put together and comes back, with its status; a stop is handed on.
stay() {
    local child status
    "${served[@]}" <&0 &
    child=$!
    trap 'stopping=yes; kill -TERM "$child" 2>/dev/null || true' TERM INT HUP
    while status=0; wait "$child" || status=$?; kill -0 "$child" 2>/dev/null; do :; done
    return "$status"
}

# A runner that is worn ends with 75 and asks to be started again.
keep_up() {
    local status=75 stopping=
    while [[ ! $stopping ]] && ((status == 75)); do
        status=0
        stay || status=$?
        ((status != 75)) || say "the runner is worn; starting the next"
    done
    return "$status"
}

# Box logs as the service does, which is told by these words, and where they are silent by the environment.
box_logs_as() {
    local told=" $* "
    [[ $told == *' --profile='* ]] || told+="--profile=${CARREL_PROFILE-${NODE_ENV-}} "
    [[ $told == *' --log.format='* ]] || told+="--log.format=${CARREL_LOG_FORMAT-} "
    case $told in
        *' --log.format=ecs '*) json=yes ;;
        *' --log.format=text '*) ;;
        *' --profile=staging '* | *' --profile=production '*) json=yes ;;
    esac
}

up() {
    local words=() java json='' role=${CARREL_ROLE-}
    while (($#)); do
        case $1 in
            -h | --help) help_up; return ;;
            --port=* | --data=* | --profile=* | --role=*) set -- "${1%%=*}" "${1#*=}" "${@:2}"; continue ;;
            --port) words+=("--http.port=${2-}") ;;
            --profile) words+=("--profile=${2-}") ;;
            --role) role=${2-} words+=("--role=${2-}") ;;
            --data) data=$(readlink -m -- "${2:?--data names a folder}") run=$data/run ;;
            --?*=*) words+=("$1"); shift; continue ;;
            *) help_up >&2; exit 2 ;;
        esac
        shift $(($# > 1 ? 2 : 1))
    done
    build
    if [[ $role != runner && " ${words[*]}" != *" --page.folder="* ]]; then
        build_page
        words+=("--page.folder=$page")
    fi
    [[ ! $root ]] || install -d -o "$user" -g "$user" -m 700 "$data/database" "$data/blobs"
    record_service
    service_environment
    say "starting the service"
    service_command
    box_logs_as "${words[@]}"
    serve "${java[@]}" "${words[@]}"
    [[ ! $root ]] || cd /
    if [[ $role == runner ]]; then
        keep_up
    else
        exec "${served[@]}"
    fi
}
