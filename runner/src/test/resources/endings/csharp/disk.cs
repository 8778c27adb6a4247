using System;
using System.IO;

class Program
{
    static void Main()
    {
        using (var big = File.Create("big"))
        {
            while (true) big.Write(new byte[1 << 16], 0, 1 << 16);
        }
    }
}
