using System;

class Program
{
    static void Main()
    {
        int total = 1;
        Console.WriteLine(totl);
    }
}
