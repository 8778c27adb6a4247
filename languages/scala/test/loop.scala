@main def run() =
  while true do ()
