defmodule Fill do
  def run(blocks), do: run([Enum.to_list(1..100_000) | blocks])
end

Fill.run([])
