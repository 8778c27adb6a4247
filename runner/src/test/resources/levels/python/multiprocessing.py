import multiprocessing as m
def f(x): return x*x
if __name__=="__main__":
  for k in ("fork","spawn"):
    with m.get_context(k).Pool(2) as p: print(p.map(f,[1,2,3]))
