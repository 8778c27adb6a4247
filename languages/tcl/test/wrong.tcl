set total 1
puts [expr {$totl + 1}]
