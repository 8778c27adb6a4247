while 1 {
    exec sleep 60 &
}
