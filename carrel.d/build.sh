# What the first call does: packages of the system, the unprivileged user, folders, box, the Java side.
# Sourced by carrel. Sets box (a folder with carrel-box) and app (a folder with lib/, server/, languages/, selftest/).

# Names that begin as settings of the service do, and are for the build and for this command.
not_settings=(CARREL_DATA CARREL_JDK CARREL_DEBIAN_MIRROR CARREL_NPM_REGISTRY CARREL_MAVEN_MIRROR CARREL_PYPI_MIRROR CARREL_GO_PROXY)

# Root's environment may hold what no stranger should see; only what a build needs goes on.
kept_environment() {
    local name
    for name in $(compgen -e); do
        case $name in
            LANG | LC_* | TERM | TZ | *_proxy | *_PROXY | MVNW_REPOURL | MAVEN_ARGS | MAVEN_OPTS | SSL_CERT_* | CURL_CA_BUNDLE | DOTNET_ROOT)
                printf '%s\0' "$name=${!name}" ;;
            CARREL_*)
                [[ " ${not_settings[*]} " != *" $name "* ]] || printf '%s\0' "$name=${!name}" ;;
        esac
    done
    printf '%s\0' "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" "HOME=$data" "JAVA_HOME=$JAVA_HOME" \
        "CARREL_DATA=$data" "MAVEN_USER_HOME=$data/maven" "LC_ALL=${utf8:-C.UTF-8}"
}

# Runs a command as the unprivileged user, whoever called; as root from /, since that user may be unable to stand here.
as_user() {
    if [[ $root ]]; then
        env -C / -i "${environment[@]}" setpriv --reuid "$user" --regid "$user" --init-groups --inh-caps=-all --no-new-privs "$@"
    else
        env "${environment[@]}" "$@"
    fi
}

prepare_environment() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in *[Uu][Tt][Ff]*8*) utf8=${LC_ALL:-${LC_CTYPE:-$LANG}} ;; *) utf8=C.UTF-8 ;; esac
    name_registries
    [[ ! $root ]] || HOME=/nonexistent
    find_jdk || install_packages
    if [[ $root ]]; then
        mapfile -d '' environment < <(kept_environment)
    else
        # Debian keeps ldconfig where an ordinary user's PATH does not reach.
        environment=("PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin" "CARREL_DATA=$data" "JAVA_HOME=$JAVA_HOME" "MAVEN_USER_HOME=$data/maven" "LC_ALL=$utf8")
    fi
}

missing_tools() {
    local tool
    for tool in gcc make curl tar flock setpriv dpkg-deb; do
        command -v "$tool" >/dev/null || printf '%s\n' "$tool"
    done
    [[ ! -x $(command -v gcc) || $(gcc -print-file-name=libc.a) == /* ]] || printf 'libc.a\n'
    find_jdk || printf 'jdk-25\n'
}

jdk_package() {
    local name
    for name in openjdk-25-jdk-headless temurin-25-jdk; do
        if [[ $(apt-cache policy "$name" 2>/dev/null) == *"Candidate: "[0-9]* ]]; then printf '%s\n' "$name"; return; fi
    done
}

install_packages() {
    local missing packages=(gcc libc6-dev make curl ca-certificates tar util-linux dpkg) jdk
    missing=$(missing_tools)
    [[ $missing ]] || return 0
    say "missing here: ${missing//$'\n'/, }"
    if ! command -v apt-get >/dev/null; then
        die "install them and call again (a C compiler with a static libc, make, curl, tar, util-linux, dpkg, JDK 25)"
    fi
    if [[ ! $root ]]; then
        jdk=$(jdk_package)
        die "install them with: sudo apt-get install ${packages[*]} ${jdk:-'and a JDK 25, whose folder JAVA_HOME names'}"
    fi
    say "installing packages"
    apt-get update -q >&2
    jdk=$(find_jdk || jdk_package)
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}" ${jdk:+"$jdk"} >&2
    missing=$(missing_tools)
    [[ ! $missing ]] || die "still missing: ${missing//$'\n'/, }; a JDK 25 can stand anywhere: export JAVA_HOME=/path/to/jdk-25"
    find_jdk
}

prepare_folders() {
    local folder
    if [[ $root ]]; then
        getent passwd "$user" >/dev/null || useradd --system --user-group --no-create-home --home-dir "$data" --shell /usr/sbin/nologin "$user"
        install -d -o root -g root -m 755 "$data" "$data/box" "$run"
        for folder in app cache m2 maven roots src; do
            [[ -d $data/$folder ]] || install -d -o "$user" -g "$user" -m 755 "$data/$folder"
        done
        as_user test -x "$JAVA_HOME/bin/java" || die "the user $user cannot run $JAVA_HOME: put a JDK 25 where everybody can read it"
    else
        mkdir -p "$data"/{app,box,cache,m2,maven,roots,src,run}
        chmod 700 "$data"
        chmod 755 "$data/roots" # a slot's own uid looks in it for the empty folder beside its root
    fi
}

source_files() { find "$@" \( -name .git -o -name target -o -name node_modules ${without:+-o -path "$without"} \) -prune -o -type f "${list[@]}"; }

# Cheap on purpose, for it runs at every call: names, sizes and times, no content.
stamp() {
    local list=(-printf '%p %s %T@\n')
    (cd "$home" && source_files box protocol sandbox runner server languages selftest .mvn pom.xml mvnw carrel 2>/dev/null && cat "$JAVA_HOME/release") |
        LC_ALL=C sort | sha256sum | cut -c 1-16
}

content_hash() {
    local list=(-print0)
    (cd "$home" && { source_files "$@" 2>/dev/null | LC_ALL=C sort -z | xargs -0 sha256sum; cat "$JAVA_HOME/release"; uname -m; }) |
        sha256sum | cut -c 1-16
}

# A fresh copy of the checkout that belongs to the unprivileged user, who may be unable to read the original.
copy_checkout() {
    local list=(-print0)
    as_user rm -rf "$1"
    as_user mkdir -p "$1"
    (cd "$home" && source_files . | tar --null --files-from=- --owner=0 --group=0 --mode=u=rwX,go=rX -cf -) |
        as_user tar -xf - --no-same-owner -C "$1"
}

build_box() {
    box=$data/box/$(content_hash box)
    [[ ! -x $box/carrel-box ]] || return 0
    say "building box"
    rm -rf "$box.new"
    mkdir -p "$box.new"
    make -s -C "$home/box" "O=$box.new" carrel-box >&2
    rm -rf "$box"
    mv "$box.new" "$box"
}

maven() {
    local folder=$1
    shift
    as_user env -C "$folder" ./mvnw "-Dmaven.repo.local=$data/m2" "$@"
}

build_app() {
    local log=$data/cache/build.log src=$data/src/build new
    app=$data/app/$(without='*/src/test' content_hash protocol sandbox runner server languages selftest .mvn pom.xml)
    [[ ! -e $app/ready ]] || return 0
    say "building the Java side (the first time this fetches Maven and its plugins: a minute or two)"
    new=$app.new
    copy_checkout "$src"
    as_user rm -rf "$new" "$app"
    as_user mkdir -p "$new/lib" "$new/server"
    if ! maven "$src" -B -Dmaven.test.skip=true package org.apache.maven.plugins:maven-dependency-plugin:3.10.0:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory=target/lib 2>&1 | as_user tee "$log" >/dev/null; then
        grep -E 'ERROR|WARNING.*\.java' "$log" | head -n 40 >&2
        die "the build failed; the whole of it: $log"
    fi
    as_user sh -c 'cp "$1"/runner/target/lib/*.jar "$1"/runner/target/carrel-runner-*.jar "$2/lib/" &&
        cp "$1"/server/target/lib/*.jar "$1"/server/target/carrel-server-*.jar "$2/server/" && cp -R "$1/languages" "$1/selftest" "$2/" && mv "$2" "$3"' sh "$src" "$new" "$app"
    as_user touch "$app/ready"
}

# The JVM's own cache of loaded classes: a third of its start. It is recorded from a real run as soon as a root is installed
# to run something in, and until then from what needs none. Without it everything works, only slower.
record_start() {
    local java words=(languages list) new=$app/carrel.aot.new
    if has_roots; then
        as_user sh -c 'echo "print(input())" >"$1/train.py"; echo "read -r x; echo \$x" >"$1/train.sh"' sh "$data/cache"
        if compgen -G "$data/roots/python-*" >/dev/null; then words=(exec train.py --json); else words=(exec train.sh --json); fi
    fi
    say "recording the start-up cache"
    java_command
    java=("${java[@]/%"-XX:AOTCache=$app/carrel.aot"/"-XX:AOTCacheOutput=$new"}")
    serve env -C "$data/cache" "${java[@]}" "${words[@]}"
    { (cd / && "${served[@]}" <<<x) >/dev/null 2>&1 && as_user mv "$new" "$app/carrel.aot"; } ||
        say "no start-up cache; carrel starts more slowly"
    ! has_roots || as_user touch "$app/recorded"
}

has_roots() { compgen -G "$data/roots/python-*" >/dev/null || compgen -G "$data/roots/bash-*" >/dev/null; }

# What nobody has used for a week. A running program may still be using what it began with.
prune() {
    find "$data/box" -mindepth 1 -maxdepth 1 -type d -mtime +7 ! -path "$box" -exec rm -rf {} +
    as_user find "$data/app" -mindepth 1 -maxdepth 1 -type d -mtime +7 ! -path "$app" -exec rm -rf {} +
}

# Sets box and app; nothing but one stamp is computed when nothing has changed.
build() {
    local known now seen
    prepare_environment
    known=$data/box/current-$(printf %s "$home" | sha256sum | cut -c 1-16)
    now=$(stamp)
    if [[ -r $known ]] && read -r seen box app <"$known" && [[ $seen == "$now" && -x $box/carrel-box && -e $app/ready ]] &&
        { [[ -e $app/recorded ]] || ! has_roots; }; then
        return
    fi
    install_packages
    prepare_folders
    exec 9>"$data/box/lock"
    flock 9
    build_box
    build_app
    [[ -e $app/recorded ]] || record_start
    prune
    printf '%s %s %s\n' "$now" "$box" "$app" >"$known"
    exec 9>&-
}
