int total = 1
println totl
