#!/usr/bin/env bash
# Promises of docs/guides/clients.md: its commands, run as they stand there against a service that is up, make a client of
# each kind and use it. They run as the user without rights, with Node from the root of JavaScript, npm and packages from
# their registries by hash, and nothing of the caller's own settings but where those registries are.
# CARREL is the script under test; carrel test sets it, and CARREL_DATA.
set -uo pipefail

home=$(dirname "$(realpath "${CARREL:?run ./carrel test}")")
data=${CARREL_DATA:?run ./carrel test}
npm=11.19.1
npm_sha512=cedb312b1b7f92421a02cfb68b4194e88f8346651dacd6acc5364a25ef5309d4a32b19616a1ff8aff865e7280c0fa5c0835a99f5cd93368991e2a80ec9da75d2
clients=(TypeScript Python Java "Clients of Judge0" "Clients of Piston")
passed=0
failed=0
. "$home/carrel.d/registries.sh"
. "$home/.mvn/find-jdk.sh"

as_user() { if ((EUID == 0)); then setpriv --reuid carrel --regid carrel --init-groups --inh-caps=-all --no-new-privs "$@"; else "$@"; fi; }

service=
pids=()
folder=$(mktemp -d)
work=$data/src/clients
clean() {
    if [[ $service ]]; then kill "$service" 2>/dev/null; wait "$service" 2>/dev/null; fi
    as_user rm -rf "$work"
    rm -rf "$folder"
}
trap clean EXIT

impossible() { # a promise that cannot be looked at is a promise not kept
    printf 'FAILED %s\n0 passed, %d failed\n' "$*" "${#clients[@]}"
    exit 1
}

copy() {
    as_user rm -rf "$work"
    as_user mkdir -p "$work"
    tar -C "$home" --exclude=node_modules --exclude=target --exclude=clients/typescript/src/schema.d.ts --exclude=carrel_client --exclude=venv --owner=0 --group=0 --mode=u=rwX,go=rX \
        -cf - clients web/src/lib/schema.d.ts .mvn mvnw | as_user tar -xf - --no-same-owner -C "$work"
}

# Python comes from the system, as for most who will write it.
find_python() {
    python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    ((EUID == 0)) && command -v apt-get >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-venv
}

find_npm() {
    local root archive=$data/cache/npm-$npm.tgz
    root=$("$home/carrel" languages list | awk '$1 == "javascript" { print $NF; exit }')
    node=$data/roots/$root/usr/lib/node/bin
    [[ -x $node/node ]] || { echo "JavaScript is not installed: carrel languages install javascript"; return 1; }
    sha512sum --check --status <<<"$npm_sha512  $archive" 2>/dev/null ||
        as_user curl -sSf --retry 3 -o "$archive" "${CARREL_NPM_REGISTRY%/}/npm/-/npm-$npm.tgz" || return 1
    sha512sum --check --quiet <<<"$npm_sha512  $archive" || return 1
    as_user mkdir -p "$work/npm" "$work/path"
    as_user tar -xzf "$archive" --no-same-owner --strip-components=1 -C "$work/npm"
    printf '#!/bin/sh\nexec node %q "$@"\n' "$work/npm/bin/npm-cli.js" | as_user tee "$work/path/npm" >/dev/null
    as_user chmod +x "$work/path/npm"
}

starts() {
    local try
    for try in {1..1200}; do
        url=$(sed -n 's/^carrel: ready at //p' "$folder/up.log")
        [[ ! $url ]] || return 0
        kill -0 "$service" 2>/dev/null || break
        sleep 0.1
    done
    return 1
}

# The environment of somebody who has Node, npm, Python and a JDK.
environment() {
    local name authorities=/etc/ssl/certs/ca-certificates.crt
    for name in $(compgen -e); do case $name in *_proxy | *_PROXY | MVNW_REPOURL | MAVEN_OPTS) printf '%s\0' "$name=${!name}" ;; esac; done
    printf '%s\0' "PATH=$work/path:$node:/usr/local/bin:/usr/bin:/bin" "HOME=$work" LC_ALL=C.UTF-8 "JAVA_HOME=$JAVA_HOME" "MAVEN_USER_HOME=$data/maven" \
        "MAVEN_ARGS=${MAVEN_ARGS-} -B -Dmaven.repo.local=$data/m2" "npm_config_registry=$CARREL_NPM_REGISTRY" "npm_config_cache=$data/cache/npm" \
        "PIP_INDEX_URL=$CARREL_PYPI_MIRROR" "PIP_CACHE_DIR=$data/cache/pip" PIP_DISABLE_PIP_VERSION_CHECK=1
    [[ ! -r $authorities ]] || printf '%s\0' "PIP_CERT=$authorities" "NODE_EXTRA_CA_CERTS=$authorities"
}

# What the guide tells people to type under this heading, for the service that is up here.
commands() { sed -n "/^## $1\$/,/^## /{/^\`\`\`sh/,/^\`\`\`\$/{/^\`\`\`/!p}}" "$home/docs/guides/clients.md" | sed "s|http://localhost:8080|$url|g"; }

make_and_use() {
    local typed
    typed=$(commands "$1")
    [[ $typed ]] || { echo "the guide has nothing to type for $1"; return 1; }
    as_user env -i -C "$work" "${kept[@]}" bash -euc "$typed"
}

printf '' >"$folder/up.log"
"$CARREL" up --port 0 >"$folder/up.log" 2>&1 </dev/null &
service=$!
name_registries
: "${CARREL_NPM_REGISTRY:=https://registry.npmjs.org}" "${CARREL_PYPI_MIRROR:=https://pypi.org/simple}"
find_jdk || impossible "there is no JDK 25"
copy || impossible "the clients cannot be copied to $work"
find_python || impossible "there is no Python 3.11 with venv: apt-get install python3-venv"
find_npm || impossible "npm $npm cannot be had from its registry"
starts || impossible "the service does not start: $(tail -n 3 "$folder/up.log")"
mapfile -d '' kept < <(environment)
for client in "${clients[@]}"; do
    make_and_use "$client" >"$folder/$client.log" 2>&1 </dev/null &
    pids+=($!)
done
for i in "${!clients[@]}"; do
    if wait "${pids[i]}"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s: the client is not made, or does not work\n' "${clients[i]}"
        tail -n 60 "$folder/${clients[i]}.log" | sed 's/^/    /'
    fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
