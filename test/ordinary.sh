#!/usr/bin/env bash
# Carrel for somebody who is not root: a fresh user with a home that nobody else may enter, a checkout and data of their own,
# first with a range of uids and a control group that was given to them, then with one uid and no group, and what lies between
# for box's own test. The user is thrown away at the end, whatever happens.
# CARREL is the script under test; carrel test sets it, and CARREL_DATA, whose package caches the user gets a copy of.
# --whole: every attack on every ground with the command, and every language on the first.
set -uo pipefail

whole=
[[ ${1-} != --whole ]] || whole=yes

home=$(dirname "$(realpath "${CARREL:?run ./carrel test}")")
data=${CARREL_DATA:?run ./carrel test}
if ((EUID != 0)); then
    echo "not run: whoever tests is an ordinary user already, and only root makes another"
    echo '0 passed, 0 failed'
    exit 0
fi

guest=carrel-guest-$$
kept=() groups=() grouped=
place=/home/$guest
passed=0
failed=0

promise() { # promise NAME COMMAND...: the command tells by its exit code whether the promise holds
    local name="$1 ($ground)" said started=$SECONDS
    shift
    if said=$("$@" 2>&1); then passed=$((passed + 1)); else
        failed=$((failed + 1))
        printf 'FAILED %s\n' "$name"
        tail -n 30 <<<"$said" | sed 's/^/    /'
    fi
    printf '%4d s %s\n' $((SECONDS - started)) "$name"
}

add_up() { # add_up NAME COMMAND...: a test that ends with "N passed, N failed"
    local name="$1 ($ground)" said line started=$SECONDS
    shift
    said=$("$@" 2>&1)
    line=$(grep -aE '^[0-9]+ passed, [0-9]+ failed$' <<<"$said" | tail -n 1)
    if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+) ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
        ((BASH_REMATCH[2] == 0)) || grep -aE -A 3 'FAILED|broken|^\[ERROR\]' <<<"$said" | cut -c 1-2000
    else
        failed=$((failed + 1))
        printf 'FAILED %s ended without a count\n' "$name"
        tail -n 20 <<<"$said" | sed 's/^/    /'
    fi
    printf '%4d s %s: %s\n' $((SECONDS - started)) "$name" "$line"
}

# As the guest, in their home, in the group that was given to them if the ground has one.
as_guest() {
    (
        cd / || exit 1
        if [[ $grouped ]]; then for folder in "${groups[@]}"; do enter "$folder"; done; fi
        exec env -i -C "$place" "${kept[@]}" "HOME=$place" "USER=$guest" PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 \
            "JAVA_HOME=$JAVA_HOME" setpriv --reuid "$guest" --regid "$guest" --init-groups --inh-caps=-all "$@"
    )
}

enter() { # box leaves its caller in service/, on a v2 hierarchy
    local procs=$1/cgroup.procs
    [[ ! -e $1/service ]] || procs=$1/service/cgroup.procs
    echo "$BASHPID" >"$procs"
}

delegate() {
    local controller folder
    if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
        echo '+memory +pids +cpu' >/sys/fs/cgroup/cgroup.subtree_control && groups=("/sys/fs/cgroup/$guest")
    else
        for controller in memory pids cpu cpuacct; do groups+=("/sys/fs/cgroup/$controller/$guest"); done
    fi
    for folder in "${groups[@]}"; do
        mkdir "$folder" && chown "$guest" "$folder" "$folder"/cgroup.{procs,subtree_control,threads} 2>/dev/null
        [[ -O $folder ]] && return 1
    done
    return 0
}

remove() {
    local pid folder
    for pid in $(pgrep -U "$guest"); do kill -KILL "$pid" 2>/dev/null; done
    for _ in {1..300}; do pgrep -U "$guest" >/dev/null || break; sleep 0.1; done
    for folder in "${groups[@]}"; do find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null; done
    userdel "$guest" 2>/dev/null
    rm -rf "$place" "$trouble"
}

prepare() {
    local name own=$place/.local/share/carrel
    . "$home/.mvn/find-jdk.sh"
    find_jdk || return 1
    command -v newuidmap >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends uidmap || return 1
    for name in $(compgen -e); do case $name in *_proxy | *_PROXY | MVNW_REPOURL | MAVEN_ARGS | CARREL_DEBIAN_MIRROR) kept+=("$name=${!name}") ;; esac; done
    trap remove EXIT
    useradd --create-home --home-dir "$place" -K HOME_MODE=0700 --shell /bin/bash "$guest" && [[ $(stat -c %a "$place") == 700 ]] || return 1
    grep -q "^$guest:" /etc/subuid || usermod --add-subuids 600200000-600265535 --add-subgids 600200000-600265535 "$guest" || return 1
    delegate || return 1
    mkdir -p "$place/carrel" "$own/cache" "$own/roots"
    tar -C "$home" --exclude=.git --exclude=target --exclude=node_modules -cf - . | tar -C "$place/carrel" -xf -
    cp -R "$data/m2" "$data/maven" "$own/"
    cp -R "$data/cache/apt" "$own/cache/"
    chown -R "$guest:$guest" "$place"
    # What no promise below installs: the same files again, which the guest may read and not change.
    for name in "$data"/roots/*-*; do
        case ${name##*/} in
            g++-* | python-3.13-*) cp -al "$name" "$own/roots/" ;;
            *) [[ ! $whole ]] || cp -al "$name" "$own/roots/" ;;
        esac
    done
    printf 'print("hello", input())\n' >"$place/hello.py"
}

newcomer_runs_a_program_without_root() { [[ $(as_guest carrel/carrel exec hello.py <<<world) == 'hello world' ]]; }

second_call_builds_nothing() { [[ $(as_guest carrel/carrel exec hello.py <<<again 2>&1) == 'hello again' ]]; }

doctor_finds_nothing_missing() { as_guest carrel/carrel doctor; }

doctor_names_what_is_lost_with_a_remedy() {
    local said
    said=$(as_guest carrel/carrel doctor)
    (($? == 1)) && [[ $said == *$'\nBAD  uids '*'remedy: sudo '*$'\nBAD  cgroup '*'remedy: '* ]] || { echo "$said"; return 1; }
}

samples_of_languages_come_out_right() {
    local sample folder
    for sample in python/test/sample.py c/test/sample.c cpp/test/sample.cpp bash/test/sample.sh; do
        folder=$home/languages/${sample%/*}
        as_guest carrel/carrel exec "carrel/languages/$sample" --stdin "carrel/languages/${sample%.*}.in" | cmp - "$folder/sample.out" || return 1
    done
}

# What a ground can change: who owns what, what is counted, what is seen. The rest (compile, network, output) is proven as root.
classes=(channels collection descriptors disk kernel memory proc processes timing uids)
[[ ! $whole ]] || classes=('')

attacks_are_held() { # every attack of these classes, less those that need a layer which this ground has not
    local said class held=0 lost=0 good=0
    rm -f "$place/.count"
    for class in "${classes[@]}"; do
        said=$(as_guest carrel/carrel selftest ${class:+"$class"}) || { grep -a BROKEN <<<"$said"; tail -n 2 <<<"$said"; good=1; }
        [[ $said =~ ([0-9]+)\ of\ [0-9]+\ attacks\ held(,\ ([0-9]+)\ not)? ]] || { echo "${class:-selftest} ended without a count"; good=1; continue; }
        held=$((held + BASH_REMATCH[1])) lost=$((lost + ${BASH_REMATCH[3]:-0}))
    done
    echo "$held attacks held, $lost not promised on this ground" >"$place/.count"
    return "$good"
}

box_keeps_its_promises() { as_guest make -s -C carrel/box "O=$place/check" FUZZ_SECONDS=1 check; }

live_box_keeps_its_promises() { as_guest check/live check/carrel-box check/roots check/run; }

languages_keep_their_promises() { as_guest carrel/carrel test languages; }

command_keeps_its_promises() { as_guest env "CARREL=$place/carrel/carrel" bash carrel/test/exec.sh; }

nothing_is_left() {
    local left
    for _ in {1..300}; do
        left=$(pgrep -a -U "$guest"; find "${groups[@]}" -mindepth 1 -type d ! -name service 2>/dev/null; find "$place/.local/share/carrel/run" -type s)
        [[ $left ]] || return 0
        sleep 0.1
    done
    echo "$left"
    return 1
}

count_attacks() { [[ ! -e $place/.count ]] || printf '%s (%s)\n' "$(<"$place/.count")" "$ground"; }

whole_suite() {
    promise doctor_tells_the_truth "$1"
    promise second_call_builds_nothing second_call_builds_nothing
    promise samples_of_languages_come_out_right samples_of_languages_come_out_right
    promise attacks_are_held attacks_are_held
    count_attacks
    add_up command "command_keeps_its_promises"
    promise nothing_is_left nothing_is_left
}

trouble=$(mktemp)
if ! prepare >"$trouble" 2>&1; then
    printf 'FAILED a fresh user cannot be made: %s\n0 passed, 1 failed\n' "$(tail -n 3 "$trouble")"
    exit 1
fi
ground='subuids, a group of their own' grouped=yes
promise newcomer_runs_a_program_without_root newcomer_runs_a_program_without_root
add_up box box_keeps_its_promises
whole_suite doctor_finds_nothing_missing
[[ ! $whole ]] || add_up languages languages_keep_their_promises
ground='subuids, no group' grouped=
add_up live live_box_keeps_its_promises
usermod --del-subuids 0-4294967294 --del-subgids 0-4294967294 "$guest"
ground='one uid, a group of their own' grouped=yes
add_up live live_box_keeps_its_promises
ground='one uid, no group' grouped=
add_up live live_box_keeps_its_promises
whole_suite doctor_names_what_is_lost_with_a_remedy
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
