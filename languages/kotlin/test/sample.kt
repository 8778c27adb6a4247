import java.io.ByteArrayOutputStream
import java.io.File
import kotlinx.coroutines.runBlocking

data class Greeting(val name: String)

fun firstLine(): String {
    val line = ByteArrayOutputStream()
    File("/dev/stdin").inputStream().use { raw ->
        generateSequence { raw.read() }.takeWhile { it != '\n'.code }.forEach(line::write)
    }
    return line.toString(Charsets.UTF_8)
}

fun main(args: Array<String>) = runBlocking {
    val greeting = Greeting(firstLine())
    val sum = generateSequence(::readlnOrNull).flatMap { it.split(" ") }.sumOf { it.toInt() }
    File("/dev/stderr").writeText("étape: done\n")
    println("Grüße, ${greeting.name}")
    println("语言 🅺 $sum ${args.size}")
}
