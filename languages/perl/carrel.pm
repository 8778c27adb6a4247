package carrel;

# What a program prints is seen at once, as on a terminal: a question before its answer, a line before a crash.
$| = 1;
