io.write("What is your name? ")
local name = io.read()
print("Hello, " .. name .. "!")
