(* Text appears as it is printed: otherwise a program that is stopped shows nothing. *)
let () = Out_channel.set_buffered stdout false
