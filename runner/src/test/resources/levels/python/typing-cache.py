from typing import *
class N: pass
O=Optional[N]
f=open("/dev/stdout","w")
f.write("late")
