# carrel-expect: compile-error
# carrel-compile-limits: cpu=20s wall=20s memory=128MB
# carrel-why: staticRead of an endless device must not be read for ever; Nim refuses what is no plain file.
const zeros = staticRead("/dev/zero")

echo "breach: ", zeros.len
