fun main() {
    val blocks = mutableListOf<ByteArray>()
    while (true) blocks.add(ByteArray(4 shl 20))
}
