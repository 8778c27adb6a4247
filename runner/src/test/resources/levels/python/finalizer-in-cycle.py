class A:
  def __del__(s): print("gone")
a=A(); a.a=a
del a
