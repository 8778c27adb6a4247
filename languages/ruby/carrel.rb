# What a program prints is seen at once, as on a terminal: a question before its answer, a line before a crash.
$stdout.sync = true

require "did_you_mean"
require "error_highlight"
