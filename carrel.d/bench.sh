# carrel bench: what things cost here, as ratios within one run. Sourced by carrel.

help_bench() {
    cat <<'HELP'
carrel bench sandbox [RUNS]
Runs /bin/true and a Python hello as bare processes and in a slot, the hello also as a child of a zygote, in turn (RUNS times, 300 by default), and prints wall
and CPU time with the ratio and the difference to the bare process. Both run the very same files of the installed root.
Bubblewrap stands beside them where it is installed. Figures taken at a load above 1.5 are marked void.

carrel bench languages [--json]
Runs each installed language's template and sample, in a fresh slot and in a kept one, and prints processor time, peak
memory and wall time of compiler and program.

carrel bench soak [--runs N]
Runs a mix of programs (N in all, 10,000 by default) that end in every possible way, several at once, through one runner
after the other, and compares what the machine carries at rest: the median of the last quarter with that of the first.
The exit code is 1 when something grew by more than its noise, or a program ended otherwise than it should.

carrel bench http [--language python|bash] [--clients N] [--seconds N] [--json]
Starts the service on a database of its own and lets N clients (8) ask it for hellos (Python) for N seconds (20), no two
the same: runs a second, p50, p99, p50 with one at a time, errors, and the processor time of a run, with that of
PostgreSQL and of box counted and that of the clients apart. Beside it the same through the runner alone, and the bare
interpreter. The exit code is 1 when an answer was no hello.
Figures are marked void when the load average was above 1.5 before, or others took a fifth of a core meanwhile.

carrel bench http --overload [--clients N] [--json]
N clients (2,000) at once: how many heard which status, how long accepted runs waited, how quick /health was meanwhile.
The exit code is 1 when somebody heard anything but 2xx, or 429 or 503 with a time to come back.
HELP
}

load_now() { cut -d ' ' -f 1 /proc/loadavg; }

bench_pair() {
    local name=$1 runs=$2 level=$3 load bare loader library other=()
    shift 3
    bench_bare "${1#@}"
    loader=${bare[0]#"$folder/"} library=${bare[2]#"$folder/"}
    if command -v bwrap >/dev/null; then
        other=(-- bwrap --unshare-all --die-with-parent --ro-bind "$folder" / --dev /dev --proc /proc --tmpfs /tmp --tmpfs /work
            --chdir /work "/$loader" --library-path "/$library" "${@/#@//}")
    fi
    load=$(load_now)
    printf '\n%s, %s runs each, load average %s\n' "$name" "$runs" "$load"
    serve "$box/bench-sandbox" "$(basename "$folder")" "$runs" "$level" \
        -- "${bare[@]}" "${@:2}" \
        -- "/$loader" --library-path "/$library" "${@/#@//}" "${other[@]}"
    (cd / && "${served[@]}")
    load=$(load_now)
    awk -v load="$load" 'BEGIN { exit !(load > 1.5) }' && printf 'VOID: the load average is %s; nothing else may run beside a measurement\n' "$load"
    return 0
}

# An ordinary user may not count the descriptors of a box that is root; who started it may.
bench_soak() {
    local fds=$run/keeper-fds keeper status=0 java
    java_command
    printf '' >"$fds"
    serve "${java[@]}" bench soak "$@" --keeper-fds "$fds"
    (cd / && exec "${served[@]}") &
    keeper=$!
    trap 'kill "$keeper" 2>/dev/null' INT TERM
    while kill -0 "$keeper" 2>/dev/null; do
        find "/proc/$keeper/fd" -mindepth 1 2>/dev/null | wc -l >"$fds.new" && mv "$fds.new" "$fds"
        sleep 0.2
    done
    wait "$keeper" || status=$?
    rm -f "$fds" "$fds.new"
    return "$status"
}

bench_languages() {
    local java
    java_command
    serve "${java[@]}" bench languages "$@"
    (cd / && "${served[@]}")
}

bench() {
    local what=${1-}
    case $what in
        -h | --help) help_bench; return ;;
        sandbox | soak | languages | http) ;;
        *) help_bench >&2; exit 2 ;;
    esac
    shift
    case ${1-} in -h | --help) help_bench; return ;; esac
    build
    "bench_$what" "$@"
}

# Sets folder to the root of a language, and makes the program that measures bare processes.
bench_root() { # bench_root LANGUAGE
    local java
    if [[ ! -x $box/bench-sandbox || $home/box/bench/sandbox.c -nt $box/bench-sandbox ]]; then
        make -s -C "$home/box" "O=$box" "$box/bench-sandbox" >&2
    fi
    java_command
    serve "${java[@]}" languages list
    folder=$(cd / && "${served[@]}" | awk -v id="$1" '$1 == id && / installed / { print $NF; exit }')
    [[ $folder ]] || die "the benchmark runs $1; install it with: carrel languages install $1"
    folder=$data/roots/$folder
}

# Puts the words together that start a program of the root by its own loader: a bare process would otherwise take the
# host's libraries.
bench_bare() { # bench_bare PROGRAM
    local loader
    loader=$(cd "$folder" && echo lib64/ld-linux-*.so.2)
    [[ -e $folder/$loader ]] || loader=$(cd "$folder" && echo lib/ld-linux-*.so.1)
    bare=("$folder/$loader" --library-path "$(echo "$folder"/usr/lib/*-linux-gnu)" "$folder/$1")
}

# What the interpreter of a language costs with nothing around it, as a line of JSON.
bench_interpreter() { # bench_interpreter LANGUAGE
    local bare words=() line
    case $1 in
        python) bench_bare "$(cd "$folder" && echo usr/bin/python3.*[0-9])" ; words=(-c "print('hello', 1)") ;;
        bash) bench_bare usr/bin/bash ; words=(-c 'echo hello 1') ;;
        *) die "carrel bench http takes python or bash" ;;
    esac
    line=$(cd / && as_user "$box/bench-sandbox" alone 300 -- "${bare[@]}" "${words[@]}")
    [[ $line =~ p50\ ([0-9.]+)\ ms\ cpu\ ([0-9.]+)\ ms ]] || die "no figures of the bare interpreter: $line"
    printf '{"name": "bare interpreter", "aloneP50Ms": %s, "cpuMs": %s, "runs": 300, "errors": 0}\n' "${BASH_REMATCH[@]:1}"
}

# The service as carrel up starts it, on a database that is thrown away. Sets url and keeper.
bench_service() {
    local java log=$run/bench.log folder=$data/cache/bench try
    url=
    as_user rm -rf "$folder"
    service_command
    serve "${java[@]}" --http.port=0 "--database.folder=$folder" --role=both --profile=dev
    : >"$log"
    (cd / && exec "${served[@]}") </dev/null >"$log" 2>&1 &
    keeper=$!
    trap 'bench_service_ends' EXIT
    trap 'exit 1' INT TERM HUP
    for try in {1..1200}; do
        url=$(sed -n 's|^carrel: ready at ||p' "$log")
        [[ ! $url ]] && kill -0 "$keeper" 2>/dev/null || break
        sleep 0.1
    done
    [[ $url ]] || { tail -n 20 "$log" >&2; die "the service does not start"; }
    url=${url/localhost/127.0.0.1}
}

bench_service_ends() {
    kill -TERM "$keeper" 2>/dev/null || true
    wait "$keeper" || true
    as_user rm -rf "$data/cache/bench"
    rm -f "$run"/bench.log "$run"/bench-*.json
}

bench_http() {
    local words=(--load "$(load_now)") what=http language=python folder java status=0
    while (($#)); do
        case $1 in
            --overload) what=overload ;;
            --json) words+=("$1") ;;
            --clients=* | --seconds=* | --language=*) set -- "${1%%=*}" "${1#*=}" "${@:2}"; continue ;;
            --clients | --seconds) words+=("$1" "${2-}"); shift ;;
            --language) language=${2-}; shift ;;
            *) help_bench >&2; exit 2 ;;
        esac
        shift
    done
    words+=(--language "$language")
    if [[ $what == overload ]]; then
        [[ " ${words[*]} " == *" --clients "* ]] || words+=(--clients 2000)
    else
        bench_root "$language"
        bench_interpreter "$language" >"$run/bench-interpreter.json"
        say "measuring the runner alone"
        java_command
        java=("${java[@]/-XX:TieredStopAtLevel=1/-XX:+TieredCompilation}") # as the service: with the compiler for long lives
        serve "${java[@]}" bench runner "${words[@]}"
        (cd / && "${served[@]}") >"$run/bench-runner.json"
        words+=(--beside "$run/bench-interpreter.json" --beside "$run/bench-runner.json")
    fi
    say "measuring the service"
    bench_service
    java_command
    as_user "${java[@]}" bench "$what" --service "$url" --keeper "$keeper" "${words[@]}" || status=$?
    trap - EXIT INT TERM HUP
    bench_service_ends
    return "$status"
}

bench_sandbox() {
    local runs=${1:-300} folder
    [[ $runs =~ ^[1-9][0-9]{0,3}$ ]] || die "RUNS is a number between 1 and 9999"
    bench_root python
    printf 'carrel bench sandbox: %s, box %s\n' "$(uname -r)" "$("$box/carrel-box" version)"
    bench_pair "/bin/true" "$runs" exec @usr/bin/true
    bench_pair "Python, print(1)" "$runs" fork "@$(cd "$folder" && echo usr/bin/python3.*[0-9])" -c 'print(1)'
}
