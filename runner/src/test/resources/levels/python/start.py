import _frozen_importlib
import site
import sys

print([(path, type(finder).__name__) for path, finder in sys.path_importer_cache.items()])
print(site.execusercustomize.__qualname__, site.execusercustomize.__module__, site.ENABLE_USER_SITE, site.USER_SITE)
print(sys.stdout.line_buffering, sys.stderr.line_buffering, list(sys.modules), _frozen_importlib._module_locks)
