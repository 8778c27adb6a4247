import java.io.FileOutputStream

@main def run() =
  val big = FileOutputStream("big")
  while true do big.write(new Array[Byte](1 << 16))
