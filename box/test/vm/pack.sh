#!/usr/bin/env bash
# Writes an archive that the kernel unpacks as its first root: pack.sh <LIST >ARCHIVE. A line of LIST is
# MODE PATH [SOURCE]: an octal mode with its file type (040755 folder, 100755 file), and the file's content. All is root's.
set -euo pipefail
LC_ALL=C
number=0

zeros() { (($1 == 0)) || head -c "$1" /dev/zero; }

entry() {
    local mode=$1 name=$2 source=${3-} size=0
    [[ ! $source ]] || size=$(stat -L -c %s "$source")
    number=$((number + 1))
    printf '070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%s\0' \
        "$number" "$((8#$mode))" 0 0 1 0 "$size" 0 0 0 0 "$((${#name} + 1))" 0 "$name"
    zeros $(((4 - (110 + ${#name} + 1) % 4) % 4))
    [[ ! $source ]] || cat "$source"
    zeros $(((4 - size % 4) % 4))
}

while read -r mode path source; do entry "$mode" "${path#/}" "$source"; done
entry 000000 'TRAILER!!!'
