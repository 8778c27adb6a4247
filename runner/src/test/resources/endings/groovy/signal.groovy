def field = sun.misc.Unsafe.getDeclaredField("theUnsafe")
field.accessible = true
field.get(null).putAddress(0L, 0L)
