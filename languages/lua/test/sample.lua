local raw = assert(io.open("/dev/stdin", "rb"))
raw:setvbuf("no")
local first = raw:read("l")
local sum = 0
for number in io.read("a"):gmatch("%d+") do
  sum = sum + math.tointeger(number)
end
local log = assert(io.open("/dev/stderr", "w"))
log:write("étape: done\n")
log:close()
print("Grüße, " .. first, utf8.len(first))
print("语言 🌙", sum, 7 // 2, #arg)
