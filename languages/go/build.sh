# Builds a program: go-build MEMORY ENTRY SOURCE...
# One plain package is compiled and linked by hand against the compiled standard library, which takes a third of the time
# that the go command takes. Whatever needs more than that (modules, folders, build tags, embedded files, what a program
# can ask about its own build) is left to it, and so is a program with a mistake: its words are the go command's.
set -e
memory=$1 entry=$2
case $entry in */*) folder=${entry%/*} ;; *) folder=. ;; esac
shift 2
for tools in /usr/lib/go/pkg/tool/linux_*; do :; done

plain=yes
[ ! -e go.mod ] || plain=
for file in "$@"; do
    case $file in *_test.go) plain= ;; esac
    case $file in */*) beside=${file%/*} ;; *) beside=. ;; esac
    [ "$beside" = "$folder" ] || plain=
done
if [ "$plain" ]; then
    grep -q -E '^//(go:(build|debug|embed|generate|linkname)| \+build)|^import "C"|"runtime/debug"' "$@" &
    asks=$!
    # They collect garbage when memory is short, and not before: that would be an eighth of their work.
    export GOGC=off GOMEMLIMIT=$((memory * 7 / 10))MiB
    if "$tools/compile" -dwarf=false -p main -complete -pack -importcfg /usr/lib/go/importcfg -o /tmp/main.a "$@" >/tmp/said 2>&1 &&
        ! wait $asks &&
        /usr/libexec/carrel/go-link -s -w -buildmode=exe -importcfg /usr/lib/go/importcfg -o a.out /tmp/main.a >>/tmp/said 2>&1 &&
        [ ! -s /tmp/said ]; then
        exit
    fi
fi

unset GOGC GOMEMLIMIT
# The cache is read-only; the go command wants to write beside what it finds there.
cp -rs /usr/lib/go/cache /tmp/cache
export GOCACHE=/tmp/cache
if [ -e go.mod ]; then
    exec go build -gcflags=all=-dwarf=false -ldflags '-s -w' -o a.out "./$folder" >&2
fi
top=$PWD
cd "$folder"
exec go build -gcflags=all=-dwarf=false -ldflags '-s -w' -o "$top/a.out" ./*.go >&2
