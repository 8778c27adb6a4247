# Compiles C++: g++-compile g++ OPTION... -o a.out SOURCE...
# The short way, for sources that begin with a header which is compiled already, costs a quarter. It counts only where it
# says what the compiler says: where its words may differ they are dropped, and the compiler is called as it was asked.
short=/usr/lib/carrel/c++
read -r asked <$short/command
case "$* " in
"$asked "*) ;;
*) exec "$@" ;; # Other options mean other headers.
esac
for word in $asked; do shift; done

# Sets header to what is compiled of the first lines of a source, where only comments stand and headers of the standard
# library, which may be included in any order.
look() {
    header=
    while read -r line; do
        case $line in
        *\\*) break ;;
        "" | //*) continue ;;
        "#include <"*">" | "#include<"*">") name=${line#*<} name=${name%>} ;;
        *) break ;;
        esac
        case $name in
        bits/stdc++.h) header=stdc++ && break ;;
        iostream) header=iostream ;;
        *[!a-z_]*) break ;;
        esac
    done <"$1"
}

look "$1"
first=$header
for source; do
    look "$source"
    [ "$header" ] && [ "$header" = "$first" ] || exec $asked "$@"
done

$asked -include $short/$header.h "$@" $short/outlined.a 2>/tmp/said
code=$?
if [ $code = 0 ] && [ ! -s /tmp/said ]; then exit; fi
said=$(cat /tmp/said)
case $said in
"" | */usr/* | *"#include"* | *"<command-line>"* | *"internal compiler error"* | *cc1plus*) exec $asked "$@" ;;
esac
cat /tmp/said >&2
exit $code
