BEGIN {
    total = 1
    prnt(total)
}
