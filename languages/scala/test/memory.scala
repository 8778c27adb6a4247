import scala.collection.mutable.ListBuffer

@main def run() =
  val blocks = ListBuffer[Array[Byte]]()
  while true do blocks += new Array[Byte](4 << 20)
