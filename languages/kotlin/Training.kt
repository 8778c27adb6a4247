import java.io.File
import kotlin.math.sqrt

// What learners' programs are made of; compiled once so that the compiler's cache knows its way through it.
sealed interface Shape

data class Circle(val radius: Double) : Shape

data class Square(val side: Double) : Shape

enum class Colour { RED, BLUE }

fun area(shape: Shape): Double = when (shape) {
    is Circle -> Math.PI * shape.radius * shape.radius
    is Square -> shape.side * shape.side
}

fun <T : Comparable<T>> largest(values: List<T>): T? = values.maxOrNull()

class Counter(private var count: Int = 0) {
    operator fun inc() = Counter(count + 1)

    override fun toString() = "count $count"
}

fun String.shout() = uppercase() + "!"

fun main(args: Array<String>) {
    val words = generateSequence(::readlnOrNull).flatMap { it.split(" ") }.filter { it.isNotBlank() }.toList()
    val lengths = words.groupBy { it.length }.mapValues { (_, group) -> group.size }.toSortedMap()
    for ((length, count) in lengths) println("$length: $count")
    var counter = Counter()
    repeat(3) { counter++ }
    val numbers = intArrayOf(3, 1, 2).sorted()
    println(numbers.joinToString { "%.2f".format(sqrt(it.toDouble())) })
    println("${Colour.RED} ${area(Circle(1.0))} ${largest(listOf(1, 2, 3)) ?: 0} $counter ${"a".shout()}")
    try {
        File("none").readText()
    } catch (e: java.io.IOException) {
        System.err.println(e.message)
    }
}
