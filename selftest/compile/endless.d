// carrel-expect: time-limit
// carrel-compile-limits: cpu=2s wall=8s memory=1GB
// carrel-why: D runs functions in the compiler, without counting their steps.
ulong mixed(ulong seed)
{
    for (ulong turn = 0; turn < ulong.max; turn++)
        seed = seed * 6364136223846793005UL + 1442695040888963407UL;
    return seed;
}

enum answer = mixed(1);

void main()
{
}
