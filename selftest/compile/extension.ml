(*
 * carrel-expect: compile-error
 * carrel-lacks: CARREL-HOST-MARK
 * carrel-why: preprocessors are named by attributes elsewhere; here no name in the source starts a program.
 *)
[@@@ocaml.ppx "cat /var/tmp/carrel-selftest-mark"]
let () = print_endline [%blob "/var/tmp/carrel-selftest-mark"]
