import std/strutils

var blocks: seq[string]
while true:
  blocks.add 'x'.repeat(8 * 1024 * 1024)
