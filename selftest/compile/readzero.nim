# carrel-expect: memory-limit
# carrel-compile-limits: cpu=20s wall=20s memory=128MB
# carrel-why: staticRead of an endless device reads for ever.
const zeros = staticRead("/dev/zero")

echo "breach: ", zeros.len
