puts -nonewline "What is your name? "
gets stdin name
puts "Hello, $name!"
