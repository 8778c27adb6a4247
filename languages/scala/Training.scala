import scala.collection.mutable
import scala.util.{Failure, Success, Try}

// What learners' programs are made of; compiled once so that the compiler's cache knows its way through it.
enum Shape:
  case Circle(radius: Double)
  case Square(side: Double)

trait Named:
  def name: String
  def shout: String = name.toUpperCase + "!"

case class Person(name: String, age: Int) extends Named

extension (n: Int) def squared: Int = n * n

given Ordering[Person] = Ordering.by(_.age)

def area(shape: Shape): Double = shape match
  case Shape.Circle(radius) => math.Pi * radius * radius
  case Shape.Square(side) => side * side

def largest[T: Ordering](values: List[T]): Option[T] = values.maxOption

@main def training(args: String*): Unit =
  val words = io.Source.stdin.getLines().flatMap(_.split("\\s+")).toList
  val counts = mutable.Map[Int, Int]().withDefaultValue(0)
  for word <- words if word.nonEmpty do counts(word.length) += 1
  counts.toSeq.sortBy(_._1).foreach((length, count) => println(s"$length: $count"))
  val people = List(Person("Ada", 36), Person("Alan", 41))
  println(largest(people).map(_.shout).getOrElse("nobody"))
  println(f"${area(Shape.Circle(1))}%.2f ${(1 to 10).filter(_ % 2 == 0).map(_.squared).sum}")
  Try("x".toInt) match
    case Success(n) => println(n)
    case Failure(e) => System.err.println(e.getMessage)
  var i = 0
  while i < args.length do i += 1
