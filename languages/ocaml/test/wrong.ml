let () =
  let total = 1 in
  print_int (totl + total)
