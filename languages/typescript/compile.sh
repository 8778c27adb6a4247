# Checks and compiles a program: ts-compile MEMORY SOURCE...
# Reading the declarations of all of Node is four fifths of the work. A program that names nothing of them but the console and
# timers is checked with these alone. If there is a word to say about it, it is said by the compiler that has read them all.
memory=$1
shift
# It collects garbage when memory is short, and not before: that would be a third of its work.
export GOGC=off GOMEMLIMIT=$((memory * 7 / 10))MiB
here=/usr/lib/carrel/typescript

compile() {
    tsc --pretty false --outDir . --rootDir . --noEmitOnError --sourceMap --target es2024 \
        --lib es2025,esnext.array,esnext.disposable,esnext.error --module nodenext --strict --skipLibCheck --noEmit false \
        --ignoreConfig --typeRoots /usr/lib/node_modules/@types "$@"
}

if ! grep -q -E -f $here/long -- "$@"; then
    if said=$(compile --singleThreaded --types '' $here/short.d.ts "$@" 2>&1) && [ -z "$said" ]; then
        exit
    fi
fi
# The compiler speaks on stdout; a learner looks for its words where every compiler's are.
compile --types node "$@" >&2
