while 1 {
    puts [string repeat x 1000]
}
