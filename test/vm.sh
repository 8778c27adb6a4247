#!/usr/bin/env bash
# Box on a pure cgroup v2 hierarchy, in a virtual machine: Debian's cloud kernel under qemu's own emulation, so that it runs
# wherever programs run. Fetched like the roots are: from Debian, signatures checked, unpacked and not installed, by a user
# without rights; qemu runs as that user too. What the machine does is told in box/test/vm/init.c.
# CARREL is the script under test; carrel test sets it, and CARREL_DATA.
set -uo pipefail

home=$(dirname "$(realpath "${CARREL:?run ./carrel test}")")
data=${CARREL_DATA:?run ./carrel test}
debian=bookworm # the oldest kernel that box promises to work on with cgroup v2: memory.peak that cannot be reset
packages=(qemu-system-x86 linux-image-cloud-amd64 uidmap)
without=(initramfs-tools linux-base udev coreutils passwd iso-codes) # needed to install these, not to run them
counts=7   # tests that the machine runs
seconds=900 # for the whole; within it init.c bounds every test and attacker.c every attack, so that what hangs has a name

as_user() { if ((EUID == 0)); then setpriv --reuid carrel --regid carrel --init-groups --inh-caps=-all --no-new-privs "$@"; else "$@"; fi; }

impossible() { # a promise that cannot be looked at is a promise not kept
    printf 'FAILED %s\n0 passed, 1 failed\n' "$*"
    exit 1
}

# apt on the folders of carrel languages install, with a status file of its own.
apt() {
    as_user env -C / -u CARREL HOME=/tmp apt-get -c "$lists/apt.conf" -o "Dir::State=$lists" -o "Dir::State::lists=$lists/lists" \
        -o "Dir::State::status=$cache/status" -o "Dir::Cache=$lists" -o "Dir::Cache::archives=$lists/archives" \
        -o "Dir::Etc::sourcelist=$lists/sources.list" --yes --no-install-recommends "$@"
}

fetch() {
    local package names
    lists=$data/cache/apt/$debian
    [[ -r $lists/sources.list ]] || impossible "no lists of Debian packages at $lists; carrel languages install python fetches them"
    as_user mkdir -p "$cache"
    for package in "${without[@]}"; do
        printf 'Package: %s\nStatus: install ok installed\nArchitecture: amd64\nMulti-Arch: foreign\nVersion: 9999\nMaintainer: nobody\nDescription: left out\n\n' "$package"
    done | as_user tee "$cache/status" >/dev/null
    if ! apt -qq --download-only install "${packages[@]}" >/dev/null 2>&1; then # a list may be older than what the mirror still has
        apt -qq update >/dev/null 2>&1
        apt -qq --download-only install "${packages[@]}" 2>&1 || impossible "the packages of a virtual machine cannot be fetched: ${packages[*]}"
    fi
    # With an empty cache apt names all of them, in order.
    names=$(apt -o "Dir::Cache::archives=$lists/nothing" --print-uris install "${packages[@]}" 2>/dev/null | sed -n "s/^'[^']*' \([^ ]*\.deb\) .*/\1/p")
    unpacked=$cache/$(sha256sum <<<"$names" | cut -c 1-12)
    [[ ! -e $unpacked/ready ]] || return 0
    printf 'unpacking a machine: %d packages\n' "$(wc -l <<<"$names")"
    as_user find "$cache" -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} +
    as_user mkdir -p "$unpacked"
    for package in $names; do
        as_user sh -c 'dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink --no-same-owner --no-same-permissions -C "$2"' sh "$lists/archives/$package" "$unpacked" ||
            impossible "$package cannot be unpacked"
    done
    as_user touch "$unpacked/ready"
}

# The machine keeps time by its HPET: its TSC is measured at boot, and on a busy host wrongly, which makes its seconds short.
boot() {
    local kernel loader libraries=$unpacked/usr/lib/x86_64-linux-gnu:$unpacked/lib/x86_64-linux-gnu
    kernel=$(echo "$unpacked"/boot/vmlinuz-*-cloud-amd64)
    loader=$unpacked/lib64/ld-linux-x86-64.so.2
    [[ -e $loader ]] || loader=$unpacked/usr/lib64/ld-linux-x86-64.so.2
    as_user env -i -C / "QEMU_MODULE_DIR=$unpacked/usr/lib/x86_64-linux-gnu/qemu" timeout "$seconds" \
        "$loader" --library-path "$libraries" "$unpacked/usr/bin/qemu-system-x86_64" \
        -L "$unpacked/usr/share/qemu" -L "$unpacked/usr/share/seabios" -no-user-config -nodefaults -display none -serial stdio -no-reboot \
        -machine q35 -accel tcg,thread=multi -cpu max -smp 2 -m 2048 \
        -kernel "$kernel" -initrd "$build/vm/initrd" -append "console=ttyS0 quiet panic=-1 mitigations=off tsc=unstable no_timer_check rdinit=/init TIMES=1" 2>&1 </dev/null > >(tr -d '\r')
}

[[ $(uname -m) == x86_64 ]] || impossible "the virtual machine is written for x86_64; on $(uname -m) cgroup v2 is proved by nobody"
cache=$data/cache/vm
build=$data/box/check
fetch
make -s -C "$home/box" "O=$build" "VM=$unpacked" vm || impossible "what the machine boots cannot be built"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# An emulated machine may stop altogether, with its clocks: then nothing in it ends what hangs, and nothing has a name. Once is no
# verdict on box; twice is.
for _ in once again; do
    boot | grep -av 'out of memory: Killed process' | tee "$log"
    if ((PIPESTATUS[0] != 124)); then break; fi
    echo "vm: stood still after $(tail -n 2 "$log" | head -n 1)"
done
passed=0 failed=0 found=0
while read -r good _ bad _; do passed=$((passed + good)) failed=$((failed + bad)) found=$((found + 1)); done < <(grep -aE '^[0-9]+ passed, [0-9]+ failed$' "$log")
if ((found != counts)) || ! grep -aqx 'vm: done' "$log"; then
    echo "FAILED the machine told $found of $counts counts within $seconds s; its last line: $(tail -n 1 "$log")"
    failed=$((failed + 1))
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
