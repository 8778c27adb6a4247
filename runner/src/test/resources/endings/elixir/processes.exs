Stream.repeatedly(fn -> Port.open({:spawn_executable, "/usr/bin/sleep"}, args: ["60"]) end) |> Stream.run()
