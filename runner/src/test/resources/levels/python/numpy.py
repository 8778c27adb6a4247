import numpy as n
print(n.arange(5)@n.arange(5), n.linalg.inv([[1,2],[3,4.]]))
