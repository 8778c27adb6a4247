import inspect,sys
print(len(inspect.stack()),sys._getframe().f_back,sys._getframe().f_code)
