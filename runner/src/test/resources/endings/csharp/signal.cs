using System;
using System.Runtime.InteropServices;

class Program
{
    static void Main()
    {
        Marshal.WriteInt32(new IntPtr(8), 1);
    }
}
