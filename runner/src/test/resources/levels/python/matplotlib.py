import matplotlib.pyplot as p
p.plot([1,2])
p.show()
import os
print(os.listdir("."))
