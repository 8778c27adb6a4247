var turns = 0
while true:
  turns = (turns + 1) mod 1000
