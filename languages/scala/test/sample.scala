import java.io.ByteArrayOutputStream
import java.nio.file.{Files, Path}

case class Greeting(name: String)

def firstLine(): String =
  val line = ByteArrayOutputStream()
  val raw = Files.newInputStream(Path.of("/dev/stdin"))
  try Iterator.continually(raw.read()).takeWhile(_ != '\n').foreach(line.write)
  finally raw.close()
  line.toString("UTF-8")

@main def run(args: String*): Unit =
  val greeting = Greeting(firstLine())
  val sum = io.Source.stdin.getLines().flatMap(_.split(" ")).map(_.toInt).sum
  Files.writeString(Path.of("/dev/stderr"), "étape: done\n")
  println(s"Grüße, ${greeting.name}")
  println(s"语言 🅂 $sum ${args.size}")
