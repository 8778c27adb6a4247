@main def run() =
  while true do
    val thread = Thread(() => Thread.sleep(60_000))
    thread.setDaemon(true)
    thread.start()
