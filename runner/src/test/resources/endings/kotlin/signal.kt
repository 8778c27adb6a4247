import sun.misc.Unsafe

fun main() {
    val field = Unsafe::class.java.getDeclaredField("theUnsafe")
    field.isAccessible = true
    (field.get(null) as Unsafe).putAddress(0, 0)
}
