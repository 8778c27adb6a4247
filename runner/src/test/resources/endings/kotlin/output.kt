fun main() {
    while (true) println("0123456789".repeat(100))
}
