@main def run() =
  while true do println("0123456789" * 100)
