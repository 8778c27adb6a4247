# What a program prints is seen at once, as on a terminal: a question before its answer, a line before a crash.
fconfigure stdout -buffering none
set argv [lassign $argv argv0]
incr argc -1
source $argv0
