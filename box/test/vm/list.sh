#!/usr/bin/env bash
# What the machine's first root holds, for pack.sh: list.sh BUILD UNPACKED CC. UNPACKED: a kernel's packages, uidmap and what
# that needs, unpacked. The programs of BUILD run on the C library of CC.
set -euo pipefail
build=$(realpath "$1") unpacked=$(realpath "$2") cc=$3

folder() { printf '040755 %s\n' "$@"; }
file() { printf '%s %s %s\n' "$1" "$2" "$3"; }
of_cc() { realpath "$("$cc" -print-file-name="$1")"; }
found() { find "$unpacked" -name "$1" -print -quit; }

text() { # text PATH LINE...: a small file of our own
    local path=$1 source=$build/vm/etc/${1//\//-}
    shift
    printf '%s\n' "$@" >"$source"
    file 100644 "$path" "$source"
}

mkdir -p "$build/vm/etc"
folder /new /proc /sys /dev /etc /tmp /run /usr /usr/bin /lib /lib/x86_64-linux-gnu /lib64 /var /var/tmp /attacks /roots
folder /roots/test /roots/test/{bin,work,tmp,proc,dev,etc,lib,lib64,lib/x86_64-linux-gnu,share}
for program in init live attacker carrel-box; do
    source=$build/$program
    [[ $program != init ]] || source=$build/vm/init
    file 100755 "/$program" "$source"
done
file 100755 /roots/test/bin/actor "$build/roots/test/bin/actor"
file 100644 /overlay.ko "$(found overlay.ko)"

# newuidmap runs on the packages' libraries, the attacks on the compiler's.
for program in newuidmap newgidmap; do file 104755 "/usr/bin/$program" "$(found "$program")"; done
for library in libaudit.so.1 libcap-ng.so.0 libselinux.so.1 libpcre2-8.so.0 libc.so.6; do
    file 100755 "/lib/x86_64-linux-gnu/$library" "$(found "$library")"
done
file 100755 /lib64/ld-linux-x86-64.so.2 "$(found ld-linux-x86-64.so.2)"
for library in libc.so.6 libm.so.6; do file 100755 "/roots/test/lib/x86_64-linux-gnu/$library" "$(of_cc "$library")"; done
file 100755 /roots/test/lib64/ld-linux-x86-64.so.2 "$(of_cc ld-linux-x86-64.so.2)"

text /etc/passwd root:x:0:0:root:/:/bin/sh daemon:x:1:1:daemon:/:/bin/sh many:x:1000:1000:many:/:/bin/sh one:x:1001:1001:one:/:/bin/sh
text /etc/subuid many:100000:65536
text /etc/subgid many:100000:65536
text /roots/test/etc/passwd root:x:0:0:root:/root:/bin/sh learner:x:1000:1000:learner:/tmp:/bin/sh
text /roots/test/etc/group root:x:0: learner:x:1000:
text /var/tmp/carrel-selftest-mark CARREL-HOST-MARK
for attack in "$build"/vm/attacks/*; do
    case $attack in *.c) file 100644 "/attacks/$(basename "$attack")" "$attack" && file 100644 "/roots/test/share/$(basename "$attack")" "$attack" ;; *) file 100755 "/attacks/$(basename "$attack")" "$attack" ;; esac
done
