local big = assert(io.open("big", "wb"))
while true do
  assert(big:write(string.rep("\0", 1 << 16)))
end
