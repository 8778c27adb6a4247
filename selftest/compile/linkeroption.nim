# carrel-expect: compile-error
# carrel-lacks: CARREL-HOST-MARK
# carrel-why: pragmas hand options to the C compiler and the linker: a linker script, a response file, an include.
{.passC: "-include /var/tmp/carrel-selftest-mark".}
{.passL: "-Wl,-T,/var/tmp/carrel-selftest-mark @/var/tmp/carrel-selftest-mark".}

echo "breach"
