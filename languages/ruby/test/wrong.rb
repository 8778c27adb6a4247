total = 1
puts totl + 1
