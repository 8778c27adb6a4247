// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-compile-limits: cpu=20s wall=20s memory=256MB
// carrel-why: what functions make in the compiler is the compiler's memory.
string doubled(string text, int times)
{
    foreach (n; 0 .. times)
        text ~= text;
    return text;
}

enum text = doubled("0123456789abcdef", 40);

void main()
{
    pragma(msg, text.length);
}
