class A:
  pass
class B(A):
  def __del__(s): print("gone")
x=[B()]
