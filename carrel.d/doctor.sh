# carrel doctor: what this machine has and lacks. Box tries each layer for real; this file says what a finding means and
# which command mends it. Sourced by carrel.

help_doctor() {
    cat <<'HELP'
carrel doctor
Looks at the kernel, its namespaces, control groups and seccomp, the uids that slots may use, the disk, the tools and every
installed language with its exact version. Each finding stands with its remedy as a command. The exit code is 1 when
something is missing that keeps carrel from serving strangers.
HELP
}

doctor_trouble=0

row() { printf '%-4s %-14s %s\n' "$1" "$2" "$3"; }
good() { row ok "$1" "$2"; }
note() { row note "$1" "$2"; printf '     %-14s %s\n' '' "$3"; }
bad() { row BAD "$1" "$2"; printf '     %-14s remedy: %s\n' '' "$3"; doctor_trouble=1; }

doctor_layer() {
    local key=$1 value=$2
    case $key:$value in
        version:*) good box "version $value" ;;
        kernel:*) doctor_kernel "$value" ;;
        namespaces:ok) good namespaces "user, pid, mount, net, ipc, uts and cgroup namespaces can be made" ;;
        namespaces:*) bad namespaces "$value" "sysctl -w user.max_user_namespaces=65536; in Docker, a seccomp profile that lets clone3 and unshare pass" ;;
        tmpfs:ok | proc:ok | seccomp:ok | openat2:ok) good "$key" "works" ;;
        proc:*) bad proc "a fresh /proc cannot be mounted in a slot: $value" "in Docker, --security-opt systempaths=unconfined; in Kubernetes, procMount: Unmasked" ;;
        tmpfs:* | seccomp:* | openat2:*) bad "$key" "$value" "a kernel of 5.19 or newer, with tmpfs and seccomp filters" ;;
        uids:private) good uids "two private uids a slot, from 1900000000" ;;
        uids:subuid) good uids "two uids a slot, from /etc/subuid" ;;
        uids:one) bad uids "one uid for all slots: they would share the kernel's per-user quotas (pipes, inotify, processes); only one tenant may use this" \
            "sudo apt-get install uidmap && sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${USER:-$EUID}" ;;
        cgroup:v1 | cgroup:v2) good cgroup "$value, and ours to use" ;;
        cgroup:none) bad cgroup "no control group: memory, processes and CPU are limited per process at best, and nothing is measured; only one tenant may use this" \
            "run carrel as root, or in a delegated group: systemd-run --user --scope -p Delegate=yes carrel …" ;;
        *) row "?" "$key" "$value" ;;
    esac
}

doctor_kernel() {
    local major minor
    IFS=. read -r major minor _ <<<"$1"
    if ((major > 5 || (major == 5 && minor >= 19))); then good kernel "$1"; else bad kernel "$1 is older than 5.19" "a newer kernel"; fi
}

doctor_host() {
    local switch=/proc/sys/kernel/apparmor_restrict_unprivileged_userns free
    if [[ -r $switch && $(<"$switch") == 1 && ! $root ]]; then
        bad apparmor "user namespaces are kept from ordinary programs" "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for carrel-box with the rule userns"
    elif [[ -r $switch ]]; then
        good apparmor "does not keep user namespaces from carrel-box"
    else
        good apparmor "no switch against user namespaces here"
    fi
    free=$(df -Pk "$data" | awk 'NR == 2 { print int($4 / 1024) }')
    if ((free < 2048)); then bad disk "$free MB free at $data; languages need about 1 GB" "free some, or set CARREL_DATA to a folder on a larger disk"; else good disk "$free MB free at $data"; fi
    good java "$(sed -n 's/^IMPLEMENTOR="\(.*\)"/\1/p' "$JAVA_HOME/release") $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release") at $JAVA_HOME"
    if command -v bwrap >/dev/null; then good bubblewrap "installed; carrel bench compares with it"; else note bubblewrap "not installed; carrel bench compares without it" "optional: apt-get install bubblewrap"; fi
}

doctor() {
    local key value java
    case ${1-} in '') ;; -h | --help) help_doctor; return ;; *) help_doctor >&2; exit 2 ;; esac
    build
    while IFS== read -r key value; do doctor_layer "$key" "$value"; done < <("$box/carrel-box" probe)
    doctor_host
    java_command
    serve "${java[@]}" doctor
    (cd / && "${served[@]}") || doctor_trouble=1
    if ((doctor_trouble)); then printf '\nSomething above keeps carrel from serving strangers.\n'; else printf '\nNothing is missing.\n'; fi
    exit "$doctor_trouble"
}
