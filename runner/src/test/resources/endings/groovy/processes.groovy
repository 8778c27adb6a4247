while (true) Thread.startDaemon { sleep(60_000) }
