import __main__,sys
print(__main__ is sys.modules["__main__"],__main__.__loader__.name,__main__.__spec__)
