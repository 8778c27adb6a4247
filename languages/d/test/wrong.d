import std.stdio;

void main()
{
    int total = 1;
    writeln(totl);
}
