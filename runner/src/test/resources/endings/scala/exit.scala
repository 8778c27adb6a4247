@main def run() =
  sys.exit(3)
