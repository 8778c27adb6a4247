#!/usr/bin/env bash
# Promises of carrel.d/registries.sh: an operator's mirrors are found where the tools of each registry look for them.
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0
failed=0

# named VARIABLE=VALUE... : what registries.sh exports in an environment of only these, with HOME in the test's folder
named() {
    env -i HOME="$folder" "$@" bash -euc '. "$1"; name_registries; for n in NPM_REGISTRY MAVEN_MIRROR PYPI_MIRROR GO_PROXY; do v=CARREL_$n; [[ ! ${!v-} ]] || printf "%s=%s\n" "$n" "${!v}"; done' \
        - "$here/../carrel.d/registries.sh"
}

# promise NAME EXPECTED VARIABLE=VALUE...
promise() {
    local name=$1 expected=$2 said
    shift 2
    said=$(named "$@" 2>&1)
    if [[ $said == "$expected" ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s: %s\n' "$name" "$said"
    fi
}

promise environment_of_the_tools_is_obeyed 'NPM_REGISTRY=https://n.example/npm
PYPI_MIRROR=https://p.example/simple
GO_PROXY=https://g.example' \
    npm_config_registry=https://n.example/npm PIP_INDEX_URL=https://p.example/simple GOPROXY='https://g.example,direct'

promise operators_own_variable_comes_first 'NPM_REGISTRY=https://mine.example' \
    CARREL_NPM_REGISTRY=https://mine.example npm_config_registry=https://n.example/npm PIP_INDEX_URL=none

promise what_is_no_address_is_left_out '' npm_config_registry=none GOPROXY=off PIP_INDEX_URL=nonsense

mkdir -p "$folder/.m2" "$folder/.config/pip" "$folder/.config/go"
printf 'audit=false\nregistry = "https://n.example/npm/"\n' >"$folder/.npmrc"
printf '[global]\nindex-url = https://p.example/simple\n' >"$folder/.config/pip/pip.conf"
printf 'GOPROXY=https://g.example|direct\n' >"$folder/.config/go/env"
cat >"$folder/.m2/settings.xml" <<'X'
<settings><mirrors>
  <mirror><id>a</id><url>https://other.example</url><mirrorOf>snapshots</mirrorOf></mirror>
  <mirror>
    <id>b</id>
    <mirrorOf>central,x</mirrorOf>
    <url>https://m.example/maven</url>
  </mirror>
</mirrors></settings>
X
promise files_of_the_tools_are_read 'NPM_REGISTRY=https://n.example/npm/
MAVEN_MIRROR=https://m.example/maven
PYPI_MIRROR=https://p.example/simple
GO_PROXY=https://g.example'

sed 's/m.example/s.example/' "$folder/.m2/settings.xml" >"$folder/other.xml"
promise settings_that_maven_is_told_of_are_read 'NPM_REGISTRY=https://n.example/npm/
MAVEN_MIRROR=https://s.example/maven
PYPI_MIRROR=https://p.example/simple
GO_PROXY=https://g.example' MAVEN_ARGS="-B -s $folder/other.xml"

printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
