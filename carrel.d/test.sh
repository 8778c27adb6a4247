# carrel test: every test there is, and what they leave behind. Sourced by carrel.

passed=0
failed=0
began=$SECONDS

# The first words of every part: when it began tells what takes the time.
part() {
    say "$(printf '%d:%02d' $(((SECONDS - began) / 60)) $(((SECONDS - began) % 60))) $*"
}

# Adds up the last "N passed, N failed" of a log; a log without one is one failure.
count_log() {
    local line
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$1" | tail -n 1 || true)
    if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
    else
        fail "$2 ended without a count"
    fi
}

fail() {
    failed=$((failed + 1))
    say "FAILED: $*"
}

# install_for_tests PACKAGE WHAT-FOR
install_for_tests() {
    [[ $root ]] && command -v apt-get >/dev/null || die "install $1, $2: sudo apt-get install $1"
    say "installing $1, $2"
    apt-get update -q >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$1" >&2
}

# The tools come without a service that would be started; the server is the same file under another name.
install_broker() {
    local name package=redis-tools
    for name in valkey-server redis-server valkey-check-rdb redis-check-rdb; do
        ! command -v "$name" >/dev/null || return 0
    done
    [[ $(apt-cache policy valkey-tools 2>/dev/null) != *"Candidate: "[0-9]* ]] || package=valkey-tools
    install_for_tests "$package" "by which servers are tested with a broker between them"
}

test_box() {
    local log=$data/cache/test-box.log status=0
    part "testing box"
    make -s -C "$home/box" "O=$data/box/check" check 2>&1 | as_user tee "$log" >&2 || status=$?
    count_log "$log" "box's test"
    ((status == 0)) || ((failed)) || fail "box's test ended with $status"
}

# A test that was skipped has not kept its promise: it counts as failed.
count_reports() {
    local tests errors skipped failures
    while read -r tests errors skipped failures; do
        passed=$((passed + tests - errors - skipped - failures)) failed=$((failed + errors + skipped + failures))
    done < <(find "$1" -path '*/target/surefire-reports/TEST-*.xml' -exec grep -h -m 1 '<testsuite ' {} + |
        sed -E 's/.* tests="([0-9]+)".* errors="([0-9]+)".* skipped="([0-9]+)".* failures="([0-9]+)".*/\1 \2 \3 \4/')
}

test_java() { # test_java MAVEN-WORDS...
    local src=$data/src/test log=$data/cache/test-java.log status=0 test_root java
    java_command
    serve "${java[@]}" languages list
    test_root=$("${served[@]}" | awk '$1 == "bash" { print $NF; exit }')
    copy_checkout "$src"
    serve env -C "$src" "CARREL_TEST_ROOT=$test_root" "CARREL_TEST_BOX=$box/carrel-box" ${test_whole:+CARREL_TEST_WHOLE=yes} ./mvnw -B "-Dmaven.repo.local=$data/m2" "-Dcarrel.home=$src" "-Dcarrel.data=$data" \
        -Dmaven.test.failure.ignore=true --fail-never "$@"
    (cd / && "${served[@]}") 2>&1 | as_user tee "$log" | grep -E --line-buffered '^\[(ERROR|WARNING)|Tests run:|Building Carrel' >&2 && :
    status=${PIPESTATUS[0]}
    count_reports "$src"
    ((status == 0)) && ! grep -q -e '^\[ERROR\] Failed to execute' -e '^\[INFO\] Build failures were ignored' "$log" || fail "the build; the whole of it: $log"
}

# A service under test keeps its files apart, never with those of the machine's own service, and they are thrown away.
fresh_store() {
    export CARREL_DATABASE_FOLDER=$data/cache/test-store/database CARREL_BLOB_FOLDER=$data/cache/test-store/blobs
    as_user rm -rf "$data/cache/test-store"
    as_user mkdir -p "$data/cache/test-store"
}

test_shell() {
    local script log=$data/cache/test-shell.log
    for script in "$home"/test/*.sh; do
        [[ -e $script ]] || continue
        part "testing $(basename "$script")"
        fresh_store
        (CARREL=$home/carrel CARREL_DATA=$data bash "$script" 2>&1 || true) | as_user tee "$log" >&2
        count_log "$log" "$(basename "$script")"
    done
}

# Every attack is a test of its own, and one more at each level that its language has.
test_selftest() {
    attack "" 100
    attack fork 10
    attack warm 3
}

attack() {
    local level=$1 least=$2 log=$data/cache/test-selftest${1:+-$1}.log line java
    part "attacking the sandbox${level:+ at $level level}"
    java_command
    serve "${java[@]}" selftest ${level:+--isolation "$level"}
    (cd / && "${served[@]}") 2>&1 | as_user tee "$log" | grep -av '^held' >&2 || true
    line=$(grep -aE '^[0-9]+ of [0-9]+ attacks held(, [0-9]+ not promised on this ground)?$' "$log" || true)
    if [[ $line =~ ^([0-9]+)\ of\ ([0-9]+) ]] && ((BASH_REMATCH[2] >= least)); then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2] - BASH_REMATCH[1]))
    else
        fail "the selftest ended without a count, or with fewer than $least attacks"
    fi
}

# A short life: enough for four runners, one after the other, and for what grows with every run to show.
test_soak() {
    local log=$data/cache/test-soak.log
    part "running a few hundred programs"
    if (bench_soak --runs 300) 2>&1 | as_user tee "$log" | grep -E 'WRONG|GROWN|^carrel' >&2; [[ ${PIPESTATUS[0]} == 0 ]] && grep -qx flat "$log"; then
        passed=$((passed + 1))
    else
        fail "the soak; the whole of it: $log"
    fi
}

# Names what of ours is still there; nothing when all is clean.
leftovers() {
    if [[ $root ]]; then ps -o pid=,args= -u "$user" || true; fi
    find /sys/fs/cgroup -mindepth 1 -maxdepth 4 -path '*/carrel/*' -type d -print -quit 2>/dev/null || true
    grep -F " $data" /proc/self/mounts || true
    find "$run" -type s 2>/dev/null || true
}

# The kernel needs a moment to take an ended process out of its group.
test_leftovers() {
    local try left
    for try in {1..300}; do
        left=$(leftovers)
        if [[ ! $left ]]; then passed=$((passed + 1)); return; fi
        sleep 0.1
    done
    fail "left behind after $try tries: $left"
}

install_languages() {
    local java
    part "installing the languages"
    java_command
    serve "${java[@]}" languages install
    (cd / && "${served[@]}" >&2) || fail "installing the languages"
}

# beside TEST...: these, one after the other, while the caller goes on; join waits for them and adds up what they counted.
# The Java side waits half of its time, and no test may need the machine for itself.
beside() {
    beside_counts=$data/cache/test-beside.counts
    rm -f "$beside_counts"
    {
        for test in "$@"; do "$test"; done
        echo "$passed $failed" >"$beside_counts"
    } &
    beside=$!
    trap 'wait "$beside"' EXIT
}

join() {
    local more wrong
    wait "$beside" || true
    if read -r more wrong 2>/dev/null <"$beside_counts"; then
        passed=$((passed + more)) failed=$((failed + wrong))
    else
        fail "what ran beside the Java side ended without a count"
    fi
}

test_everything() {
    build_page
    install_broker
    beside test_box test_selftest test_soak test_shell test_page
    part "testing the Java side"
    test_java verify
    join
    test_leftovers
}

test_languages() {
    part "testing the languages"
    test_java test -pl runner -am -Dtest=LanguagesTest -Dsurefire.failIfNoSpecifiedTests=false
}

test_crash() {
    local test_whole=${1+yes}
    part "killing the service"
    test_java test -pl server -am -Dtest=CrashTest -Dsurefire.failIfNoSpecifiedTests=false
    grep '^crash: ' "$data/cache/test-java.log" || true
}

test_ordinary() {
    local log=$data/cache/test-ordinary.log
    (CARREL=$home/carrel CARREL_DATA=$data bash "$home/test/ordinary.sh" "$@" 2>&1 || true) | as_user tee "$log" >&2
    count_log "$log" ordinary.sh
}

# Two at once would take each other's processes for leftovers. The lock's holder is a process of its own (-o), so that
# nothing a test leaves running can hold it.
run_tests() { # run_tests TEST WORD...: the function, and the words that made carrel call it
    local test=$1
    shift
    build
    if [[ ! ${CARREL_TEST_LOCKED-} ]]; then
        flock -n "$data/box/test.lock" true || say "another carrel test is running; this one waits for it"
        CARREL_TEST_LOCKED=yes exec flock -o "$data/box/test.lock" "$home/carrel" test "$@"
    fi
    unset CARREL_TEST_LOCKED
    install_languages
    "$test" "${@:2}"
    as_user rm -rf "$data/cache/test-store"
    printf '%d passed, %d failed\n' "$passed" "$failed"
    ((failed == 0))
}
