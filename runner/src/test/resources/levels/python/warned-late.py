import os
import _warnings

_warnings.filters.insert(0, ("always", None, Warning, None, 0))
_warnings._filters_mutated()
it = os.scandir("/")
next(it)
