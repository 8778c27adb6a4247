# carrel dev: the service for whoever changes it. Sourced by carrel.

help_dev() {
    cat <<'HELP'
carrel dev [the words of carrel up]
The service in profile dev, started again on the same database whenever Java, a migration or a language of this checkout
changes: seconds after a file is saved. What does not compile is shown, and the service goes on as it was. Ctrl-C stops it.
The compiler's checks are those of javac alone; carrel test has them all.
HELP
}

dev_modules=(protocol sandbox runner server)

# What is watched, cheaply: names, sizes and times.
dev_stamp() {
    local list=(-printf '%p %s %T@\n')
    (cd "$home" && source_files "$@" 2>/dev/null) | LC_ALL=C sort | sha256sum
}

# Compiles what has changed since it was last compiled, and what stands on it. Leaves all of it as it was when that fails.
dev_compile() {
    local module stamp below=() again= new
    for module in "${dev_modules[@]}"; do
        stamp=$(dev_stamp "$module/src/main")
        if [[ $again || ${dev_stamps[$module]-} != "$stamp" ]]; then
            new=$dev/$module.new
            as_user rm -rf "$new" "$dev/src"
            as_user mkdir -p "$new" "$dev/src"
            (cd "$home/$module/src/main" && tar -cf - --owner=0 --group=0 --mode=u=rwX,go=rX .) | as_user tar -xf - --no-same-owner -C "$dev/src"
            as_user sh -c '
                find "$1/java" -name "*.java" >"$1/files" &&
                    "$JAVA_HOME/bin/javac" -parameters -proc:none -nowarn -g -d "$2" -cp "$3" "@$1/files" &&
                    { [ ! -d "$1/resources" ] || cp -R "$1/resources/." "$2/"; }' \
                sh "$dev/src" "$new" "$(printf '%s:' "${below[@]}" "$app"/server/*.jar)" >&2 || return 1
            as_user rm -rf "$dev/$module"
            as_user mv "$new" "$dev/$module"
            dev_stamps[$module]=$stamp
            again=yes
        fi
        below=("$dev/$module" "${below[@]}")
    done
}

dev_languages() {
    as_user rm -rf "$dev/home"
    as_user mkdir -p "$dev/home"
    (cd "$home" && tar -cf - --owner=0 --group=0 --mode=u=rwX,go=rX languages selftest) | as_user tar -xf - --no-same-owner -C "$dev/home"
}

dev_start() {
    local java
    service_command
    java=("${java[@]/%"-XX:AOTCache=$app/server.aot"/-XX:TieredStopAtLevel=1}")
    java=("${java[@]/#"--home=$app"/"--home=$dev/home"}")
    java=("${java[@]/%"$(printf '%s:' "$app"/server/*.jar)"/"$(printf '%s:' "${dev_modules[@]/#/$dev/}" "$app"/server/*.jar)"}")
    serve "${java[@]}" "$@"
    (cd / && exec "${served[@]}") &
    dev_service=$!
}

dev_stop() {
    [[ $dev_service ]] || return 0
    kill -TERM "$dev_service" 2>/dev/null || true
    wait "$dev_service" 2>/dev/null || true
    dev_service=
}

dev() {
    local dev=$data/src/dev-$$ dev_service= seen= now words=() began
    local -A dev_stamps=()
    while (($#)); do
        case $1 in
            -h | --help) help_dev; return ;;
            --port) words+=("--http.port=${2:?--port needs a number}"); shift 2 ;;
            --port=*) words+=("--http.port=${1#*=}"); shift ;;
            --?*=*) words+=("$1"); shift ;;
            *) help_dev >&2; exit 2 ;;
        esac
    done
    build
    [[ ! $root ]] || install -d -o "$user" -g "$user" -m 700 "$data/database" "$data/blobs"
    service_environment
    as_user mkdir -p "$dev"
    trap 'dev_stop; as_user rm -rf "$dev"' EXIT
    trap 'exit 0' INT TERM HUP
    while true; do
        now=$(dev_stamp "${dev_modules[@]/%//src/main}" languages selftest)
        if [[ $now != "$seen" ]]; then
            seen=$now began=$SECONDS
            if dev_compile && dev_languages; then
                say "compiled in $((SECONDS - began)) s; starting"
                dev_stop
                dev_start "${words[@]}"
            else
                say "this does not compile; the service goes on as it was"
            fi
        fi
        sleep 0.3
    done
}
