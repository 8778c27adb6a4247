import kotlin.concurrent.thread

fun main() {
    while (true) thread(isDaemon = true) { Thread.sleep(60_000) }
}
