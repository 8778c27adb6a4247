fun main() {
    val total = 1
    println(totl)
}
