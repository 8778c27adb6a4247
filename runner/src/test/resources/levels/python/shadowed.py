import random

print(random.__file__)
