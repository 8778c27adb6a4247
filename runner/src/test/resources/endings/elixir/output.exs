Stream.repeatedly(fn -> IO.puts("0123456789012345678901234567890123456789") end) |> Stream.run()
