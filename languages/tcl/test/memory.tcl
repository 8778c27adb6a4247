while 1 {
    lappend blocks [string repeat x[incr n] 4000000]
}
