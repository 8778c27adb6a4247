#!/bin/sh
# Writes the table of one architecture: gen-calls.sh amd64|arm64 syscalls.def HEADER. Names the architecture lacks vanish.
set -eu
arch=$1 list=$2 header=$3
echo '/* Made by gen-calls.sh. */'
echo '#include "filter.h"'
case $arch in
arm64) printf '%s\n' '#define __ARCH_WANT_RENAMEAT' '#define __ARCH_WANT_NEW_STAT' '#define __ARCH_WANT_SET_GET_RLIMIT' '#define __ARCH_WANT_MEMFD_SECRET' '#define __ARCH_WANT_SYS_CLONE3' ;;
esac
echo "#include <$header>"
echo "const struct call calls_$arch[] = {"
sed -e 's://.*::' "$list" | tr ')' '\n' | sed -n 's/.*\(CALL[A-Z_]*\)(\([a-z0-9_]*\)\(, *\([A-Z0-9_]*\)\)\{0,1\}$/\1 \2 \4/p' |
while read -r kind name check; do
    case $kind in
    CALL) verdict=VERDICT_ALLOW ;;
    CALL_CHECK) verdict=$check ;;
    CALL_DEBUG) verdict=VERDICT_DEBUG ;;
    CALL_SETUP) verdict=VERDICT_SETUP ;;
    CALL_BAD) verdict=VERDICT_PERM ;;
    *) echo "unknown kind $kind" >&2; exit 1 ;;
    esac
    printf '#ifdef __NR_%s\n    {__NR_%s, %s},\n#endif\n' "$name" "$name" "$verdict"
done
echo '};'
echo "const int calls_${arch}_len = sizeof calls_$arch / sizeof *calls_$arch;"
