import std/[math, os, posix, sequtils, strutils]

proc firstLine(): string =
  let raw = posix.open("/dev/stdin", O_RDONLY)
  var octet: char
  while posix.read(raw, addr octet, 1) == 1 and octet != '\n':
    result.add octet
  discard posix.close(raw)

let first = firstLine()
let numbers = stdin.readAll.splitWhitespace.map(parseInt)
writeFile("/dev/stderr", "étape: done\n")
echo "Grüße, ", first
echo "语言 👑 ", numbers.sum, " ", gcd(12, 18), " ", paramCount()
