print(list(globals()), __annotations__, __doc__, __cached__, __file__, __name__, __package__, __spec__, type(__loader__), __loader__.path)
