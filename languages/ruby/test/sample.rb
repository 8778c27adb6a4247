require "json"
require "prime"

raw = IO.new(IO.sysopen("/dev/stdin"))
first = +""
first << raw.sysread(1) until first.end_with?("\n")
first = first.force_encoding("UTF-8").chomp
numbers = $stdin.read.split.map(&:to_i)
File.write("/dev/stderr", "étape: done\n", mode: "a")
puts "Grüße, #{first} #{first.length}"
puts "语言 💎 #{numbers.sum} #{JSON.generate(numbers.select(&:prime?))} #{ARGV.size}"
