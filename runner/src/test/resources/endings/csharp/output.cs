using System;

class Program
{
    static void Main()
    {
        while (true) Console.WriteLine(new string((char)120, 1000));
    }
}
