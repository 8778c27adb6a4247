# carrel doctor: what this machine has and lacks. Box tries each layer for real; this file says what a finding means and
# which command mends it. Sourced by carrel.

help_doctor() {
    cat <<'HELP'
carrel doctor
Looks at the kernel, its namespaces, control groups and seccomp, the uids that slots may use, huge pages, what hides /proc,
the disk and its inodes, the tools, every installed language with its exact version, and which attacks this ground does not
hold. Each finding stands with its remedy as a command. The exit code is 1 when
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
        zygote:ok) good zygote "an interpreter started ahead can load its side of carrel-box" ;;
        zygote:*) doctor_zygote "$value" ;;
        uids:private) doctor_private_uids ;;
        uids:subuid) good uids "two uids a slot, from /etc/subuid" ;;
        uids:one) bad uids "one uid for all slots: they would share the kernel's per-user quotas (pipes, inotify, processes); only one tenant may use this" \
            "sudo apt-get install uidmap && sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)" ;;
        devices:own) good devices "each slot has device nodes of its own" ;;
        devices:host) note devices "all slots share the device nodes of this machine: a lock on /dev/null is seen by a neighbour who looks for it" "remedy: start carrel as root, with the right to make device nodes (mknod)" ;;
        cgroup:v1 | cgroup:v2) good cgroup "$value, and ours to use" ;;
        cgroup:none) ;; # told with its reason, which follows
        cgroup-error:*) doctor_no_group "$value" ;;
        *) row "?" "$key" "$value" ;;
    esac
}

# The fork level needs a file in memory that may be executed. Without it programs run all the same, each in a process of its own.
doctor_zygote() {
    local remedy="a kernel whose security module lets carrel-box execute files in memory"
    if [[ $(cat /proc/sys/vm/memfd_noexec 2>/dev/null) == 2 ]]; then remedy="sudo sysctl -w vm.memfd_noexec=1"; fi
    note zygote "Python starts anew for every program, some 10 ms each: a file in memory cannot be executed here ($1)" "remedy: $remedy"
}

doctor_kernel() {
    local major minor
    IFS=. read -r major minor _ <<<"$1"
    if ((major > 5 || (major == 5 && minor >= 19))); then good kernel "$1"; else bad kernel "$1 is older than 5.19" "a newer kernel"; fi
}

# Root's range is nobody's: an account in it, or a range that somebody's containers were given, would meet our slots.
doctor_private_uids() {
    local first=1900000000 last=1900065535 who
    who=$(awk -F: -v a=$first -v b=$last 'FILENAME == "/etc/passwd" ? $3 >= a && $3 <= b : $2 <= b && $2 + $3 > a { print $1 }' /etc/passwd /etc/subuid /etc/subgid 2>/dev/null | sort -u)
    if [[ $who ]]; then
        bad uids "slots use $first to $last, and so may: ${who//$'\n'/, }" "usermod --del-subuids $first-$last --del-subgids $first-$last ${who%%$'\n'*}"
    else
        good uids "two private uids a slot, from $first; no account and no range of /etc/subuid meets them"
    fi
}

# What box needs to give an ordinary user's slots uids of their own; each missing part has its own remedy.
doctor_subuids() {
    local me range other tool file
    [[ ! $root ]] || return 0
    me=$(id -un)
    for tool in newuidmap newgidmap; do
        file=$(command -v "$tool") || { bad "$tool" "not installed" "sudo apt-get install uidmap"; continue; }
        if [[ -u $file ]] || [[ $(getcap "$file" 2>/dev/null) == *cap_set[ug]id* ]]; then good "$tool" "may map ranges of uids"; else bad "$tool" "$file lacks its set-uid bit" "sudo chmod u+s $file"; fi
    done
    range=$(awk -F: -v me="$me" -v id="$EUID" '$1 == me || $1 == id { print $2 ":" $3; exit }' /etc/subuid 2>/dev/null)
    other=$(awk -F: -v me="$me" -v id="$EUID" '$1 == me || $1 == id { print $2 ":" $3; exit }' /etc/subgid 2>/dev/null)
    if [[ ! $range || ! $other ]]; then
        bad subuid "$me has no range in /etc/sub${range:+g}${range:-u}id" "sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $me"
    elif [[ $range != "$other" ]]; then
        bad subuid "the ranges of $me in /etc/subuid ($range) and /etc/subgid ($other) differ" \
            "sudo usermod --del-subgids ${other%:*}-$((${other%:*} + ${other#*:} - 1)) --add-subgids ${range%:*}-$((${range%:*} + ${range#*:} - 1)) $me"
    elif ((${range#*:} < 512)); then
        bad subuid "${range#*:} uids are enough for $((${range#*:} / 2)) slots" "sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $me"
    else
        good subuid "${range#*:} uids and gids from ${range%:*}"
    fi
}

# Why there is no control group, and what gives one.
doctor_no_group() {
    local remedy lost own
    lost="no control group ($1): memory, processes and CPU are limited per process at best, and nothing is measured; only one tenant may use this"
    remedy="sudo carrel …, or in a group of your own: systemd-run --user --scope -p Delegate=yes carrel …"
    if [[ -r /sys/fs/cgroup/cgroup.controllers ]]; then
        own=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)
        if [[ -w $own/cgroup.procs && " $(<"$own/cgroup.controllers") " != *" cpu "* ]]; then
            remedy="sudo mkdir -p /etc/systemd/system/user@.service.d && printf '[Service]\nDelegate=cpu memory pids\n' | sudo tee /etc/systemd/system/user@.service.d/carrel.conf, and sign in anew"
        fi
    elif [[ ! $root ]]; then # v1 knows no delegation by systemd: root makes the groups, and puts the shell there
        remedy="for c in memory pids cpu cpuacct; do sudo install -d -o $EUID /sys/fs/cgroup/\$c/mine; sudo chown $EUID /sys/fs/cgroup/\$c/mine/cgroup.procs; echo \$\$ | sudo tee /sys/fs/cgroup/\$c/mine/cgroup.procs; done"
    fi
    bad cgroup "$lost" "$remedy"
}

doctor_namespaces() {
    local most clone=/proc/sys/kernel/unprivileged_userns_clone switch=/proc/sys/kernel/apparmor_restrict_unprivileged_userns
    most=$(cat /proc/sys/user/max_user_namespaces 2>/dev/null || echo 0)
    if ((most < 512)); then bad namespaces "at most $most user namespaces; a slot takes one" "sudo sysctl -w user.max_user_namespaces=65536"; else good namespaces "at most $most user namespaces"; fi
    if [[ ! $root && -r $clone && $(<"$clone") == 0 ]]; then bad namespaces "user namespaces are root's alone" "sudo sysctl -w kernel.unprivileged_userns_clone=1"; fi
    if [[ -r $switch && $(<"$switch") == 1 && ! $root ]]; then
        bad apparmor "user namespaces are kept from ordinary programs" "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for carrel-box with the rule userns"
    elif [[ -r $switch ]]; then
        good apparmor "does not keep user namespaces from carrel-box"
    else
        good apparmor "no switch against user namespaces here"
    fi
}

# Huge pages that root set aside are charged to no memory limit of ours: a program could take them all.
doctor_huge_pages() {
    local pages
    pages=$(awk '{ n += $1 } END { print n + 0 }' /proc/sys/vm/nr_hugepages /proc/sys/vm/nr_overcommit_hugepages 2>/dev/null)
    if ((${pages:-0} > 0)); then
        bad hugetlb "$pages huge pages can be had beside every memory limit" "sudo sysctl -w vm.nr_hugepages=0 vm.nr_overcommit_hugepages=0"
    else
        good hugetlb "no huge pages beside the memory limits"
    fi
}

# Docker hides parts of /proc by mounting over them, and the kernel then refuses a fresh /proc to a user namespace.
doctor_masks() {
    local hidden
    hidden=$(awk '$5 ~ "^/proc/." && $5 != "/proc/sys/fs/binfmt_misc" { print $5 }' /proc/self/mountinfo | sort -u | paste -sd ' ')
    if [[ $hidden ]]; then note masks "hidden below /proc here: $hidden" "harmless where proc above works; else, in Docker, --security-opt systempaths=unconfined"; else good masks "nothing of /proc is hidden"; fi
}

doctor_disk() {
    local free inodes
    free=$(df -Pk "$data" | awk 'NR == 2 { print int($4 / 1024) }')
    inodes=$(df -Pi "$data" | awk 'NR == 2 { print $4 }')
    if ((free < 2048)); then bad disk "$free MB free at $data; the default languages take about 6 GB" "export CARREL_DATA=/a/folder/on/a/larger/disk; or: carrel languages install --prune"; else good disk "$free MB free at $data"; fi
    if [[ ! $inodes =~ ^[0-9]+$ ]]; then
        good inodes "this file system counts none"
    elif ((inodes < 100000)); then
        bad inodes "$inodes free at $data; languages need about 60,000" "export CARREL_DATA=/a/folder/on/another/file/system"
    else
        good inodes "$inodes free at $data"
    fi
}

doctor_tools() {
    good java "$(sed -n 's/^IMPLEMENTOR="\(.*\)"/\1/p' "$JAVA_HOME/release") $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release") at $JAVA_HOME"
    if command -v bwrap >/dev/null; then good bubblewrap "installed; carrel bench compares with it"; else note bubblewrap "not installed; carrel bench compares without it" "optional: apt-get install bubblewrap"; fi
}

doctor() {
    local key value java
    case ${1-} in '') ;; -h | --help) help_doctor; return ;; *) help_doctor >&2; exit 2 ;; esac
    build
    while IFS== read -r key value; do doctor_layer "$key" "$value"; done < <("$box/carrel-box" probe)
    doctor_subuids
    doctor_namespaces
    doctor_huge_pages
    doctor_masks
    doctor_disk
    doctor_tools
    java_command
    serve "${java[@]}" doctor
    (cd / && "${served[@]}") || doctor_trouble=1
    if ((doctor_trouble)); then printf '\nSomething above keeps carrel from serving strangers.\n'; else printf '\nNothing is missing.\n'; fi
    exit "$doctor_trouble"
}
