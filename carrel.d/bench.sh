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
HELP
}

load_now() { cut -d ' ' -f 1 /proc/loadavg; }

# What both sides call: the loader of the root by name, since a bare process would otherwise take the host's libraries.
bench_pair() {
    local name=$1 runs=$2 level=$3 folder=$4 loader library load other=()
    shift 4
    loader=$(cd "$folder" && echo lib64/ld-linux-*.so.2)
    [[ -e $folder/$loader ]] || loader=$(cd "$folder" && echo lib/ld-linux-*.so.1)
    library=$(cd "$folder" && echo usr/lib/*-linux-gnu)
    if command -v bwrap >/dev/null; then
        other=(-- bwrap --unshare-all --die-with-parent --ro-bind "$folder" / --dev /dev --proc /proc --tmpfs /tmp --tmpfs /work
            --chdir /work "/$loader" --library-path "/$library" "${@/#@//}")
    fi
    load=$(load_now)
    printf '\n%s, %s runs each, load average %s\n' "$name" "$runs" "$load"
    serve "$box/bench-sandbox" "$(basename "$folder")" "$runs" "$level" \
        -- "$folder/$loader" --library-path "$folder/$library" "${@/#@/$folder/}" \
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
        sandbox | soak | languages) ;;
        *) help_bench >&2; exit 2 ;;
    esac
    shift
    case ${1-} in -h | --help) help_bench; return ;; esac
    build
    "bench_$what" "$@"
}

bench_sandbox() {
    local runs=${1:-300} python java
    [[ $runs =~ ^[1-9][0-9]{0,3}$ ]] || die "RUNS is a number between 1 and 9999"
    if [[ ! -x $box/bench-sandbox ]]; then
        make -s -C "$home/box" "O=$box" "$box/bench-sandbox" >&2
    fi
    java_command
    serve "${java[@]}" languages list
    python=$(cd / && "${served[@]}" | awk '$1 == "python" && / installed / { print $NF; exit }')
    [[ $python ]] || die "the benchmark runs Python; install it with: carrel languages install python"
    printf 'carrel bench sandbox: %s, box %s\n' "$(uname -r)" "$("$box/carrel-box" version)"
    python=$data/roots/$python
    bench_pair "/bin/true" "$runs" exec "$python" @usr/bin/true
    bench_pair "Python, print(1)" "$runs" fork "$python" "@$(cd "$python" && echo usr/bin/python3.*[0-9])" -c 'print(1)'
}
