import core.stdc.stdio : _IONBF;
import std;

void main(string[] args)
{
    auto raw = File("/dev/stdin", "rb");
    raw.setvbuf(0, _IONBF);
    auto first = raw.readln().chomp();
    auto sum = stdin.byLine.map!(line => line.split.map!(to!int).sum).sum;
    File("/dev/stderr", "w").writeln("étape: done");
    writeln("Grüße, ", first);
    writefln("语言 🪐 %d %d %d", sum, gcd(12, 18), args.length);
}
