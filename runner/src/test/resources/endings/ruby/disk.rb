File.open("big", "wb") do |big|
  loop { big.write("\0" * (1 << 16)) }
end
