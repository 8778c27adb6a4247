let first_line () =
  let raw = Unix.openfile "/dev/stdin" [ Unix.O_RDONLY ] 0 in
  let octet = Bytes.create 1 in
  let line = Buffer.create 16 in
  while Unix.read raw octet 0 1 = 1 && Bytes.get octet 0 <> '\n' do
    Buffer.add_bytes line octet
  done;
  Unix.close raw;
  Buffer.contents line

let () =
  let first = first_line () in
  let words = String.split_on_char ' ' (String.concat " " (In_channel.input_lines stdin)) in
  let sum = List.fold_left (fun total word -> total + int_of_string word) 0 words in
  Out_channel.with_open_text "/dev/stderr" (fun log -> output_string log "étape: done\n");
  Printf.printf "Grüße, %s\n语言 🐫 %d %.0f %d\n" first sum (sqrt 36.) (Array.length Sys.argv)
