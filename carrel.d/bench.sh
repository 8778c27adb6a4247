# carrel bench: what things cost here, as ratios within one run. Sourced by carrel.

help_bench() {
    cat <<'HELP'
carrel bench sandbox [RUNS]
Runs /bin/true and a Python hello as bare processes and in a slot, the hello also as a child of a zygote, in turn (RUNS times, 300 by default), and prints wall
and CPU time with the ratio and the difference to the bare process. Both run the very same files of the installed root.
Bubblewrap stands beside them where it is installed. Figures taken at a load above 1.5 are marked void.

carrel bench levels [--language LANG] [--seconds N] [--json | --markdown]
One table: what a hello costs at each level that its language has (a fresh process, a fork, one that waits), compiled anew and found
in the cache, beside the plain tool of the same root without a sandbox: p50 with one at a time; p99, processor time and runs a
second with two clients a processor, of the plain tool too, before and after; ratios, and which target a line meets or misses.
N seconds a line (5); the whole takes some ten minutes. Nothing counts before Java has compiled what is asked. At warm level
one client asks who thinks for half a second in between. The exit code is 1 when an answer was wrong.
A line is void when the load average was above 1.5 before, or others took a fifth of a core meanwhile. Processor time is what the
control groups of version 1 have counted; an ordinary user has none, and what ended with a slot is missing, and counts as others'.

carrel bench languages [--json | --markdown]
Runs each installed language's template and sample, in a fresh slot and in a kept one, and prints processor time, peak
memory and wall time of compiler and program.

carrel bench costs [--seconds N]
Both tables as the page docs/costs.md, with date, machine, load and commit.

carrel bench soak [--runs N]
Runs a mix of programs (N in all, 10,000 by default) that end in every possible way, several at once, through one runner
after the other, and compares what the machine carries at rest: the median of the last quarter with that of the first.
The exit code is 1 when something grew by more than its noise, or a program ended otherwise than it should.

carrel bench verdicts [--runs N] [--limit MS]
Judges programs that compute, sleep, go through memory, write and use threads, each N times (1000), that need 0.6 and 1.6 of a limit
of processor time (200 ms) by their own clock, while twice as many others as the machine has cores keep it busy. The exit code is 1
when one of them was not judged the same every time. After that it prints how those were judged that do the same work each time, as
much as takes 0.6 to 1.6 of the limit on an idle machine, N/10 times each: the same work costs a busy one less, or more.

carrel bench http [--language python|bash] [--clients N] [--seconds N] [--json]
Starts the service on a database of its own and lets N clients (8) ask it for hellos (Python) for N seconds (20), no two
the same: runs a second, p50, p99, p50 with one at a time, errors, and the processor time of a run, with that of
PostgreSQL and of box counted and that of the clients apart. Beside it the same through the runner alone, and the bare
interpreter; and in turn with it the same through the interfaces of Piston and Judge0, which are to answer 0.9 times the
runs a second at least, and to make nobody wait 1 ms longer. Nothing counts before Java has compiled what is asked, which
takes a minute or two. The exit code is 1 when an answer was no hello.
Figures are marked void when the load average was above 1.5 before, or others took a fifth of a core meanwhile; what the
kernel's own threads do, which clear away behind the programs, is nobody's. An ordinary user's figures lack what ended with a slot.

carrel bench http --overload [--clients N] [--json]
N clients (2,000) at once: how many heard which status, how long accepted runs waited (5 s and a hello at most), how quick
/health was meanwhile (p99 100 ms at most). Half wait for the answer; half submit, and whose run is accepted comes back for its
result once a second. Nothing counts before Java has compiled what is asked.
The exit code is 1 when somebody heard anything but 2xx, or 429 or 503 with a time to come back.

carrel bench http --waiting [--programs N] [--language python|bash] [--seconds N] [--json]
One client asks for hellos, one at a time, in turn with nobody else there and beside N programs (40) that wait for somebody to
type, each with somebody at it (WebSocket): p50 of both for N seconds each (20), and how many times longer a hello takes (2 at
most). The exit code is 1 when an answer was no hello, or a program did not wait. Void as above.

carrel bench http --freed [--runs N] [--json]
How soon the one place of a lane is free after the decision that its run ends, each way N times (20), p50 and p99 (100 ms at most):
a run that prints for ever, or has been sent input that it does not read, or waits, compiles or computes, is cancelled; or the only
socket of one with live input breaks; or who waits at /execute hangs up.
It is decided when DELETE is sent, or the connection closed; the place is free when /metrics, asked 2 ms after each answer, counts the
run no more in carrel_runner_running, or carrel_queue_waiting. Void as above.

carrel bench page [--loads N]
Opens the playground in Chromium N times (10) with nothing of it on the device, and each time once more: when it is painted,
when one can write and run, when the whole editor is there, and whether half of the loads met the target (2 s, then 1 s).
Also what a first load weighs. Figures taken at a load above 1.5 are marked void.
HELP
}

# Whoever becomes box stands in a control group of its own, where root can make one: it counts what the figures of processes
# lack. The benchmarks read it.
bench_group=/sys/fs/cgroup/cpuacct/carrel-bench
bench_apart() {
    [[ ! $root ]] || { mkdir -p "$bench_group" && echo "$BASHPID" >"$bench_group/cgroup.procs"; } 2>/dev/null || true
    cd /
    exec "${served[@]}"
}
bench_ends() { rmdir "$bench_group" 2>/dev/null || true; }

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
    void_above "$(load_now)"
}

void_above() { # void_above LOAD
    awk -v load="$1" 'BEGIN { exit !(load > 1.5) }' && printf 'VOID: the load average is %s; nothing else may run beside a measurement\n' "$1"
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

bench_languages() { bench_java languages "$@"; }

bench_levels() {
    local words=(--load "$(load_now)" --bare "$box/bench-sandbox" --cache "$data/cache/bench-compiled") java status=0
    bench_program
    java_command
    java=("${java[@]/-XX:TieredStopAtLevel=1/-XX:+TieredCompilation}") # as the service: with the compiler for long lives
    serve "${java[@]}" bench levels "${words[@]}" "$@"
    (bench_apart) || status=$?
    bench_ends
    as_user rm -rf "$data/cache/bench-compiled"
    return "$status"
}

bench_costs() {
    [[ $# == 0 || ($# == 2 && $1 == --seconds) ]] || { help_bench >&2; exit 2; }
    local load status=0 changed=
    load=$(load_now)
    [[ ! $(git -C "$home" status --porcelain -- . ':!docs/costs.md' 2>/dev/null | head -c 1) ]] || changed=', changed since'
    cat <<HEAD
# What a run costs

\`carrel bench costs\` wrote this page on $(date -u +%F), of commit $(git -C "$home" rev-parse --short=12 HEAD 2>/dev/null || echo unknown)$changed, on $(nproc) processors ($(sed -n '/^model name/{s/.*: //p;q}' /proc/cpuinfo)), kernel $(uname -r).
The load average was $load before the first figure. A machine that does other work makes every time longer, the plain tools' as well as ours: then read the ratios. A line is *void* when the load was above
1.5 before it all began, or when others used a fifth of a core while it was measured.

## By level
Each program greets, and no two greet alike unless the compile cache is what is measured. *p50* is by the clock from request to result, one at a time; *p99* and *runs/s* are with two clients a processor; *CPU* is the processor time
of runner, box, compiler and program together, all in milliseconds. *Bare* is the plain tool of the same root, called by its name without a sandbox: compiler and program, one after the other; by as many at once as ours, but for the p50; measured before ours and after them, of which the mean is told. At warm level one client thinks for half a
second after each answer, and what is started for the next run counts as CPU of this one. Where a compiler of the language stays, *anew* is by that one. A test is one of a hundred of one program,
compiled once, on all processors; its p50 is the time of the whole run by their number.

HEAD
    bench_levels --markdown "$@" || status=$?
    cat <<'NEXT'

## By language
*hello* is the language's template, *sample* its test program that reads two streams and writes two. *first* opens a slot for itself and meets whatever the machine has not read yet; *second* is the same again in the slot that was
kept, as a busy runner does. *CPU* is processor time of compiler and program together, *wall* the whole run from request to result with the wait for the slot; both in milliseconds. *MB* is the higher peak of the two. One
measurement each. Nothing is remembered from one run to the next: every run compiles.

NEXT
    bench_languages --markdown || status=$?
    return "$status"
}

bench_verdicts() { bench_java verdicts "$@"; }

bench_java() { # bench_java NAME WORDS...
    local java
    java_command
    serve "${java[@]}" bench "$@"
    (cd / && "${served[@]}")
}

bench() {
    local what=${1-}
    case $what in
        -h | --help) help_bench; return ;;
        sandbox | soak | levels | languages | costs | verdicts | http | page) ;;
        *) help_bench >&2; exit 2 ;;
    esac
    shift
    case ${1-} in -h | --help) help_bench; return ;; esac
    build
    "bench_$what" "$@"
}

# Makes the program that measures bare processes.
bench_program() {
    if [[ ! -x $box/bench-sandbox || $home/box/bench/sandbox.c -nt $box/bench-sandbox ]]; then
        make -s -C "$home/box" "O=$box" "$box/bench-sandbox" >&2
    fi
}

# Sets folder to the root of a language.
bench_root() { # bench_root LANGUAGE
    local java
    bench_program
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
bench_service() { # bench_service SETTING...
    local java log=$run/bench.log folder=$data/cache/bench try
    url=
    as_user rm -rf "$folder" "$folder-blobs"
    service_command
    serve "${java[@]}" --http.port=0 "--database.folder=$folder" "--blob.folder=$folder-blobs" --role=both --profile=dev "$@"
    : >"$log"
    # shellcheck disable=SC2046
    (unset -v $(settings) && bench_apart) </dev/null >"$log" 2>&1 &
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
    bench_ends
    as_user rm -rf "$data/cache/bench" "$data/cache/bench-blobs"
    rm -f "$run"/bench.log "$run"/bench-*.json
}

bench_http() {
    local words=(--load "$(load_now)") what=http language=python programs=40 places=() folder java status=0
    while (($#)); do
        case $1 in
            --overload | --waiting | --freed) what=${1#--} ;;
            --json) words+=("$1") ;;
            --clients=* | --seconds=* | --language=* | --programs=* | --runs=*) set -- "${1%%=*}" "${1#*=}" "${@:2}"; continue ;;
            --clients | --seconds | --runs) words+=("$1" "${2-}"); shift ;;
            --programs) programs=${2-}; shift ;;
            --language) language=${2-}; shift ;;
            *) help_bench >&2; exit 2 ;;
        esac
        shift
    done
    words+=(--language "$language")
    case $what in
        overload) [[ " ${words[*]} " == *" --clients "* ]] || words+=(--clients 2000) ;;
        waiting)
            [[ $programs =~ ^[1-9][0-9]{0,2}$ ]] || die "N is a number between 1 and 999"
            words+=(--programs "$programs") places=("--runner.live=$programs")
            ;;
        freed) bench_root c; bench_root bash; places=(--runner.interactive=1 --runner.live=1) ;;
    esac
    if [[ $what == http ]]; then
        bench_root "$language"
        bench_interpreter "$language" >"$run/bench-interpreter.json"
        say "measuring the runner alone"
        java_command
        java=("${java[@]/-XX:TieredStopAtLevel=1/-XX:+TieredCompilation}") # as the service: with the compiler for long lives
        serve "${java[@]}" bench runner "${words[@]}"
        (bench_apart) >"$run/bench-runner.json"
        words+=(--beside "$run/bench-interpreter.json" --beside "$run/bench-runner.json")
    fi
    say "measuring the service"
    bench_service "${places[@]}"
    java_command
    as_user "${java[@]}" bench "$what" --service "$url" --keeper "$keeper" "${words[@]}" || status=$?
    trap - EXIT INT TERM HUP
    bench_service_ends
    return "$status"
}

bench_page() {
    local loads=10 load
    while (($#)); do
        case $1 in
            --loads=*) set -- --loads "${1#*=}" "${@:2}"; continue ;;
            --loads) loads=${2-}; shift $(($# > 1)) ;;
            *) help_bench >&2; exit 2 ;;
        esac
        shift
    done
    [[ $loads =~ ^[1-9][0-9]{0,2}$ ]] || die "N is a number between 1 and 999"
    build_page
    prepare_page
    install_browser
    say "measuring the page"
    load=$(load_now)
    bench_service "--page.folder=$page"
    as_user mkdir -p "$data/cache/browser"
    as_user env -C "$data/src/page/e2e" "HOME=$data/cache/browser" "PATH=$(dirname "$node"):/usr/bin:/bin" "CARREL_URL=$url" "$node" speed.mjs "$loads"
    trap - EXIT INT TERM HUP
    bench_service_ends
    void_above "$load"
}

bench_sandbox() {
    local runs=${1:-300} folder
    [[ $runs =~ ^[1-9][0-9]{0,3}$ ]] || die "RUNS is a number between 1 and 9999"
    bench_root python
    printf 'carrel bench sandbox: %s, box %s\n' "$(uname -r)" "$("$box/carrel-box" version)"
    bench_pair "/bin/true" "$runs" exec @usr/bin/true
    bench_pair "Python, print(1)" "$runs" fork "@$(cd "$folder" && echo usr/bin/python3.*[0-9])" -c 'print(1)'
}
