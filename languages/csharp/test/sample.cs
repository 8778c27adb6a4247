using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

class Program
{
    static string FirstLine()
    {
        // Mono fetches eight octets at least: the first line of the input is as long, so that nothing of the rest is lost.
        var line = new List<byte>();
        using (var raw = new FileStream("/dev/stdin", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1))
        {
            for (int b = raw.ReadByte(); b >= 0 && b != '\n'; b = raw.ReadByte()) line.Add((byte)b);
        }
        return Encoding.UTF8.GetString(line.ToArray());
    }

    static void Main(string[] args)
    {
        string first = FirstLine();
        int sum = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries).Sum(int.Parse);
        using (var log = new StreamWriter(new FileStream("/dev/stderr", FileMode.Open, FileAccess.Write)))
        {
            log.WriteLine("étape: done");
        }
        Console.WriteLine($"Grüße, {first}");
        Console.WriteLine($"语言 🎵 {sum} {args.Length}");
    }
}
