let () =
  while true do
    print_endline "0123456789012345678901234567890123456789"
  done
