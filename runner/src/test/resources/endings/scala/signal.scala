import sun.misc.Unsafe

@main def run() =
  val field = classOf[Unsafe].getDeclaredField("theUnsafe")
  field.setAccessible(true)
  field.get(null).asInstanceOf[Unsafe].putAddress(0, 0)
