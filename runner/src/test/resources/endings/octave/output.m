line = repmat("x", 1, 1000);
while true
  puts([line "\n"]);
end
