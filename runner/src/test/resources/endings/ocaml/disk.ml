let () =
  let block = String.make 65536 ' ' in
  Out_channel.with_open_bin "big" (fun big ->
      while true do
        output_string big block
      done)
