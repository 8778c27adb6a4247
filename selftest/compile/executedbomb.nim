# carrel-expect: process-limit
# carrel-compile-limits: processes=40
# carrel-why: the shell that the compiler starts for the program starts others, without end.
const said = staticExec("for n in 1 2 3 4 5 6 7 8 9 10; do for m in 1 2 3 4 5 6 7 8 9 10; do sleep 60 & done; done; exit 1")

{.error: said.}
