def g():
  try: yield 1
  finally: print("fin")
x=g(); next(x)
