# carrel-expect: compile-error
# carrel-lacks: CARREL-HOST-MARK
# carrel-why: staticRead copies any file that the compiler can read into the program.
const stolen = staticRead("/var/tmp/carrel-selftest-mark")

echo "breach: ", stolen
