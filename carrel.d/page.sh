# The page: node where the machine has none that fits, its packages, then Vite. Sourced by carrel.
# Sets page (a folder with index.html and assets). Everything of npm runs as the unprivileged user, and no package runs a script.

node_version=24.21.0
npm_version=11.19.1
declare -A node_digest=(
    [x64]=61ecf27ad70afee991b671c28561eb497028294a67d132f9bbaac9ad73f81d3b
    [arm64]=fba3076c16d21e5d814577436bdcb782b9b66bed09c6fa8278298e8933288bbb
)
npm_digest=9f58bff01604cb1b14008fef14dceb14d836a49225e45c6c2e37de3be3e707f0

# Vite 8 wants 20.19, or 22.12 and later.
node_fits() {
    local version
    version=$(as_user "$1" --version 2>/dev/null) || return 1
    [[ $version =~ ^v([0-9]+)\.([0-9]+)\. ]] || return 1
    ((BASH_REMATCH[1] > 22 || (BASH_REMATCH[1] == 22 && BASH_REMATCH[2] >= 12) || (BASH_REMATCH[1] == 20 && BASH_REMATCH[2] >= 19)))
}

# fetch_package NAME VERSION SHA256 FOLDER: unpacks a package of npm's registry.
fetch_package() {
    local name=$1 version=$2 digest=$3 folder=$4 registry=${CARREL_NPM_REGISTRY:-https://registry.npmjs.org}
    as_user rm -rf "$folder.new"
    as_user mkdir -p "$folder.new"
    as_user sh -c 'curl -fsSL --retry 3 "$1" -o "$3/package.tgz" && echo "$2  $3/package.tgz" | sha256sum -c --quiet && tar -xzf "$3/package.tgz" -C "$3" --strip-components=1' \
        sh "${registry%/}/$name/-/$name-$version.tgz" "$digest" "$folder.new" || die "cannot fetch $name $version from npm's registry"
    as_user mv "$folder.new" "$folder"
}

# Sets node and npm, each a command as a list of words.
find_node() {
    local arch
    node=$(command -v node || true)
    if [[ $node ]] && node_fits "$node" && command -v npm >/dev/null; then
        npm=("$(command -v npm)")
        return
    fi
    case $(uname -m) in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; *) die "install node 24 and npm: there is none to fetch for $(uname -m)" ;; esac
    node=$data/cache/node-$node_version/bin/node
    npm=("$node" "$data/cache/npm-$npm_version/bin/npm-cli.js")
    [[ -x $node ]] || { say "fetching node $node_version"; fetch_package "node-linux-$arch" "$node_version" "${node_digest[$arch]}" "$data/cache/node-$node_version"; }
    [[ -e ${npm[1]} ]] || fetch_package npm "$npm_version" "$npm_digest" "$data/cache/npm-$npm_version"
}

# A fresh copy of what the page is made from and tested with, beside the packages, which stay while their list does.
prepare_page() {
    local src=$data/src/page list=(-print0) wanted log=$data/cache/page.log
    find_node
    as_user mkdir -p "$src/web"
    as_user find "$src" -mindepth 1 -maxdepth 1 ! -name web -exec rm -rf {} +
    as_user find "$src/web" -mindepth 1 -maxdepth 1 ! -name node_modules -exec rm -rf {} +
    (cd "$home" && without=web/dist source_files web e2e protocol/src/test/resources/golden | tar --null --files-from=- --owner=0 --group=0 --mode=u=rwX,go=rX -cf -) |
        as_user tar -xf - --no-same-owner -C "$src"
    as_user ln -s ../web/node_modules "$src/e2e/node_modules"
    wanted=$(sha256sum <"$home/web/package-lock.json" | cut -c 1-16)
    if [[ $(cat "$src/web/node_modules/.carrel" 2>/dev/null) != "$wanted" ]]; then
        say "fetching the packages of the page"
        # Not "npm ci": it refuses a list without the packages of other systems, which not every registry has.
        as_user env -C "$src/web" "PATH=$(dirname "$node"):/usr/bin:/bin" "npm_config_cache=$data/cache/npm" \
            "${npm[@]}" install --ignore-scripts --no-audit --no-fund ${CARREL_NPM_REGISTRY:+"--registry=$CARREL_NPM_REGISTRY"} 2>&1 | as_user tee "$log" >/dev/null ||
            die "the packages of the page cannot be fetched; the whole of it: $log"
        as_user sh -c 'echo "$1" >"$2"' sh "$wanted" "$src/web/node_modules/.carrel"
    fi
}

# in_page COMMAND WORD...: runs a command of the packages where the page is built.
in_page() {
    local name=$1
    shift
    as_user env -C "$data/src/page/web" "PATH=$(dirname "$node"):/usr/bin:/bin" "$node" "node_modules/$name" "$@"
}

build_page() {
    local log=$data/cache/page.log
    page=$data/page/$(without=web/dist content_hash web)
    [[ ! -e $page/index.html ]] || return 0
    exec 9>"$data/box/lock"
    flock 9
    if [[ ! -e $page/index.html ]]; then
        [[ ! $root ]] || install -d -o "$user" -g "$user" -m 755 "$data/page"
        prepare_page
        say "building the page"
        in_page vite/bin/vite.js build --outDir "$page.new" --emptyOutDir 2>&1 | as_user tee "$log" >/dev/null || {
            tail -n 40 "$log" >&2
            die "the page was not built; the whole of it: $log"
        }
        as_user mv -T "$page.new" "$page"
        as_user find "$data/page" -mindepth 1 -maxdepth 1 -type d -mtime +7 ! -path "$page" -exec rm -rf {} +
    fi
    exec 9>&-
}

install_browser() {
    command -v chromium >/dev/null || install_for_tests chromium "in which the page is tested"
}

# Adds up what vitest wrote: a test that was skipped, or a file that could not be read, has failed.
count_vitest() { # count_vitest REPORT NAME
    local all good suites
    if [[ -r $1 && $(<"$1") =~ \"numFailedTestSuites\":([0-9]+).*\"numTotalTests\":([0-9]+).*\"numPassedTests\":([0-9]+) ]]; then
        suites=${BASH_REMATCH[1]} all=${BASH_REMATCH[2]} good=${BASH_REMATCH[3]}
        passed=$((passed + good)) failed=$((failed + all - good))
        ((all > good || suites == 0)) || fail "$2: a file of tests could not be read"
        ((all > 0)) || fail "$2: there was nothing to test"
    else
        fail "$2 ended without a report"
    fi
}

# A command of the packages that holds or does not.
page_holds() { # page_holds NAME COMMAND WORD...
    local name=$1 log=$data/cache/test-page.log
    shift
    if in_page "$@" 2>&1 | as_user tee "$log" >/dev/null; then
        passed=$((passed + 1))
    else
        tail -n 40 "$log" >&2
        fail "the page's $name"
    fi
}

test_page() {
    local src=$data/src/page log=$data/cache/test-page.log
    part "testing the page"
    prepare_page
    page_holds types typescript/bin/tsc --noEmit
    page_holds style @biomejs/biome/bin/biome ci .
    in_page vitest/vitest.mjs run --reporter=default --reporter=json --outputFile.json=report.json 2>&1 | as_user tee "$log" >&2 || true
    count_vitest "$src/web/report.json" "the page's own tests"
    test_journeys
}

# A provider of sign-ins for the journeys; it ends when nobody holds its input open any more. Sets issuer, school (its input) and school_end (its process).
start_school() {
    local said=$run/school.log try
    : >"$said"
    exec {school}> >(as_user env -C "$data/src/page/e2e" "PATH=$(dirname "$node"):/usr/bin:/bin" "CARREL_SCHOOL_SECRET=$1" "$node" school.mjs >"$said" 2>&1)
    school_end=$!
    for try in {1..300}; do
        issuer=$(grep -m 1 '^http:' "$said" || true)
        [[ ! $issuer ]] && kill -0 "$school_end" 2>/dev/null || break
        sleep 0.1
    done
    [[ $issuer ]] || fail "no provider of sign-ins: $(tail -n 3 "$said")"
    rm -f "$said"
}

# People's ways through the page of a service that is up.
test_journeys() {
    local src=$data/src/page said=$run/journeys.log log=$data/cache/test-journeys.log pictures=$data/cache/pictures secret=a-secret-between-two-services service url= try school school_end issuer=
    part "going through the page"
    install_browser
    fresh_store
    start_school "$secret"
    : >"$said"
    CARREL_ACCOUNT_OIDC="school name=\"Our school\" issuer=$issuer client=carrel" CARREL_ACCOUNT_OIDC_SECRETS=school=$secret \
        "$home/carrel" up --port 0 >"$said" 2>&1 </dev/null {school}>&- &
    service=$!
    for try in {1..1200}; do
        url=$(sed -n 's/^carrel: ready at //p' "$said")
        [[ ! $url ]] && kill -0 "$service" 2>/dev/null || break
        sleep 0.1
    done
    if [[ $url ]]; then
        as_user rm -rf "$pictures"
        as_user mkdir -p "$data/cache/browser" "$pictures"
        as_user env -C "$src/e2e" "HOME=$data/cache/browser" "PATH=$(dirname "$node"):/usr/bin:/bin" "CARREL_URL=$url" "CARREL_LETTERS=$said" "CARREL_SCHOOL=$issuer" "CARREL_PICTURES=$pictures" "$node" node_modules/vitest/vitest.mjs run \
            --reporter=default --reporter=json --outputFile.json=report.json 2>&1 | as_user tee "$log" >&2 || true
        count_vitest "$src/e2e/report.json" "the journeys through the page"
        say "pictures of every page are in $pictures"
    else
        fail "no service to go through: $(tail -n 3 "$said")"
    fi
    kill -TERM "$service" 2>/dev/null || true
    wait "$service" || true
    exec {school}>&-
    wait "$school_end" || true
    rm -f "$said"
}
