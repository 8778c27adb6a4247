import gc
import sys

gc.callbacks.append(lambda phase, info: print(phase))
del sys.modules["gc"], gc
