// carrel-expect: compile-error
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: a string import copies a file into the program, where the compiler was told of a folder for it; it never is.
import std.stdio;

void main()
{
    writeln("breach: ", import("/var/tmp/carrel-selftest-mark"));
}
