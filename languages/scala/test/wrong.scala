@main def run() =
  val total = 1
  println(totl)
