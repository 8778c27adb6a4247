# The runtime reads its input ahead, so that /dev/stdin has nothing left to give.
first = IO.gets("") |> String.trim()
numbers = IO.read(:eof) |> String.split() |> Enum.map(&String.to_integer/1)
File.write!("/dev/stderr", "étape: done\n", [:append])
IO.puts("Grüße, #{first} #{String.length(first)}")
task = Task.async(fn -> Enum.sum(numbers) end)
IO.puts("语言 💧 #{Task.await(task)} #{inspect(Enum.filter(numbers, &(rem(&1, 2) == 0)))} #{length(System.argv())}")
