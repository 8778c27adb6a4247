# Makes what the short way of compiling C++ stands on: headers.sh FOLDER g++ OPTION... -o a.out
# Two headers, compiled. Most of what <iostream> costs a program is not its text but eight functions of <format>,
# <ostream> and <print>: being no templates, they drag all of formatting into every program, used or not. In the compiled
# headers they are only declared, on the same lines, and an archive has them as the compiler makes them from the true
# headers. Where a later library looks different, the compiled headers hold them like the true ones.
set -e
into=$1
shift
asked="$*"
compile=${asked%-o a.out}
std=$(echo /usr/include/c++/[0-9]*)
changed="format ostream print"
mkdir -p "$into" /tmp/true /tmp/outlined
echo "$asked" >"$into/command"

# The text of FILE with those functions declared, on as many lines as before.
outlined() {
    held= in=
    while IFS= read -r line; do
        case $in$line in
        "  inline "*)
            held=$line
            continue
            ;;
        "  vformat("* | "  vprint_"*"("[oF]*)
            if [ "$held" ]; then
                held="  ${held#  inline }" in=head
                echo "$line" >>/tmp/functions
            fi
            ;;
        "head  {") in=body line="  ;" ;;
        "body  }") in= line= ;;
        body*) line= ;;
        esac
        [ -z "$held" ] || printf '%s\n' "$held"
        held=
        printf '%s\n' "$line"
    done <"$1"
}

for name in $changed; do
    cp -p "$std/$name" "/tmp/true/$name"
    outlined "/tmp/true/$name" >"/tmp/outlined/$name"
done
if [ "$(wc -l </tmp/functions)" = 8 ]; then
    for name in $changed; do cp "/tmp/outlined/$name" "$std/$name"; done
fi
echo '#include <iostream>' >"$into/iostream.h"
echo '#include <bits/stdc++.h>' >"$into/stdc++.h"
$compile -x c++-header "$into/iostream.h" &
$compile -x c++-header "$into/stdc++.h"
wait $!
for name in $changed; do cp -p "/tmp/true/$name" "$std/$name"; done

for part in narrow wide; do $compile -c "/work/$part.cpp" -o "/tmp/$part.o"; done
ar rcs "$into/outlined.a" /tmp/narrow.o /tmp/wide.o
