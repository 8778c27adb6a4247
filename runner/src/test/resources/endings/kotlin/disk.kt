import java.io.File

fun main() {
    File("big").outputStream().use { big ->
        while (true) big.write(ByteArray(1 shl 16))
    }
}
