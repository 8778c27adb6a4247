#!/usr/bin/env bash
# Every alert of deploy/alerts fires when it should, as Prometheus itself evaluates it. promtool is fetched from Debian with
# the signatures checked, and unpacked, not installed, by a user without rights.
# CARREL is the script under test; carrel test sets it, and CARREL_DATA.
set -uo pipefail

home=$(dirname "$(realpath "${CARREL:?run ./carrel test}")")
data=${CARREL_DATA:?run ./carrel test}
lists=$data/cache/apt/bookworm
cache=$data/cache/promtool
rules=$home/deploy/alerts
passed=0
failed=0

as_user() { if ((EUID == 0)); then setpriv --reuid carrel --regid carrel --init-groups --inh-caps=-all --no-new-privs "$@"; else "$@"; fi; }

impossible() { # a promise that cannot be looked at is a promise not kept
    printf 'FAILED %s\n0 passed, 1 failed\n' "$*"
    exit 1
}

# On the folders of carrel languages install, with a status file of its own that nothing is installed in.
apt() {
    as_user env -C "$cache" -u CARREL HOME=/tmp apt-get -qq -c "$lists/apt.conf" -o "Dir::State=$lists" -o "Dir::State::lists=$lists/lists" \
        -o "Dir::State::status=$cache/status" -o "Dir::Cache=$lists" -o "Dir::Etc::sourcelist=$lists/sources.list" "$@"
}

fetch() {
    [[ ! -x $cache/usr/bin/promtool ]] || return 0
    [[ -r $lists/sources.list ]] || impossible "no lists of Debian packages at $lists; carrel languages install python fetches them"
    as_user mkdir -p "$cache" && as_user sh -c ': >"$1/status"; rm -f "$1"/*.deb' sh "$cache"
    apt download prometheus >/dev/null 2>&1 || { apt update; apt download prometheus; } || impossible "promtool cannot be fetched"
    as_user sh -c 'dpkg-deb --fsys-tarfile "$1"/*.deb | tar -x --no-same-owner -C "$1" ./usr/bin/promtool && rm -f "$1"/*.deb' sh "$cache" || impossible "promtool cannot be unpacked"
}

promise() { # promise NAME COMMAND...
    local said
    if said=$("${@:2}" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s\n%s\n' "$1" "$said"
    fi
}

promtool() { as_user "$cache/usr/bin/promtool" "$@"; }
has_a_case() { grep -q "alertname=\"$1\",alertstate=\"firing\"" "$rules/carrel.test.yml"; }

fetch
work=$(as_user mktemp -d)
trap 'as_user rm -rf "$work"' EXIT
for file in carrel.yml carrel.test.yml; do as_user tee "$work/$file" <"$rules/$file" >/dev/null; done
promise "the rules are rules" promtool check rules "$work/carrel.yml"
promise "each fires, and none when all is calm" promtool test rules "$work/carrel.test.yml"
while read -r alert; do promise "$alert is made to fire" has_a_case "$alert"; done < <(sed -n 's/^ *- alert: //p' "$rules/carrel.yml")
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
