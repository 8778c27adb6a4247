import resource
print([(n,resource.getrlimit(getattr(resource,n))) for n in dir(resource) if n.startswith("RLIMIT_")])
