BEGIN {
    while (1) block[++n] = sprintf("%08000000d", n)
}
