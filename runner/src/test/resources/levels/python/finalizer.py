class A:
  def __del__(s): print("gone")
a=A()
import os
os.keep=a
