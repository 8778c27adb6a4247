import sys,json
print(list(sys.modules))
