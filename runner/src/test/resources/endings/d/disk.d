import std.stdio;

void main()
{
    auto big = File("big", "wb");
    ubyte[] block = new ubyte[65_536];
    for (;;)
        big.rawWrite(block);
}
