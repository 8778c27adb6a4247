name <- readline("What is your name? ")
cat("Hello, ", name, "!\n", sep = "")
