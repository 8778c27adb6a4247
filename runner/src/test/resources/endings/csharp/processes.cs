using System;
using System.Threading;

class Program
{
    static void Main()
    {
        while (true)
        {
            var thread = new Thread(() => Thread.Sleep(60000));
            thread.IsBackground = true;
            thread.Start();
        }
    }
}
