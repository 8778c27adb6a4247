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

# Secrets are for the service; the build before it does not see them.
service_environment() {
    local name
    [[ $root ]] || return 0
    for name in JWT_SECRET REDIS_URL REDIS_HOST REDIS_PORT CORS_ORIGIN NODE_ENV WORKER_CONCURRENCY_EXECUTION WORKER_CONCURRENCY_SUBMISSION \
        ENABLE_DEBUG_ROUTES GEMINI_API_KEY DATABASE_URL MONGODB_URI CARREL_RUNNER_TOKEN "${!CARREL_SECRETS_@}" CARREL_DATABASE_URL \
        "${!CARREL_BROKER_@}" CARREL_MONGODB_URL; do
        [[ ! -v $name ]] || environment+=("$name=${!name}")
    done
}

# A runner that is worn ends with 75 and asks to be started again.
keep_up() {
    local child status=75 stopping=
    trap 'stopping=yes; kill -TERM "$child" 2>/dev/null || true' TERM INT HUP
    while [[ ! $stopping ]] && ((status == 75)); do
        "${served[@]}" &
        child=$!
        while status=0; wait "$child" || status=$?; kill -0 "$child" 2>/dev/null; do :; done
        ((status != 75)) || say "the runner is worn; starting the next"
    done
    return "$status"
}

up() {
    local words=() java role=${CARREL_ROLE-}
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
    service_environment
    [[ ! $root ]] || install -d -o "$user" -g "$user" -m 700 "$data/database"
    say "starting the service"
    java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m "-Dcarrel.home=$app" "-Dcarrel.data=$data" -cp "$(printf '%s:' "$app"/server/*.jar)"
        dev.carrel.server.Main "--home=$app" "--data=$data")
    serve "${java[@]}" "${words[@]}"
    [[ ! $root ]] || cd /
    if [[ $role == runner ]]; then
        keep_up
    else
        exec "${served[@]}"
    fi
}
