import std/strutils

let big = open("big", fmWrite)
while true:
  big.write ' '.repeat(65536)
