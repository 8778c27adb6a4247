import std.stdio;

void main()
{
    for (;;)
        writeln("0123456789012345678901234567890123456789");
}
