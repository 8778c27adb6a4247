set big [open big wb]
while 1 {
    puts -nonewline $big [string repeat x 65536]
}
