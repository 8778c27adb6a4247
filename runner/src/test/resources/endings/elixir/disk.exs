big = File.open!("big", [:write, :raw])
block = :binary.copy(<<0>>, 65_536)
Stream.repeatedly(fn -> :ok = :file.write(big, block) end) |> Stream.run()
