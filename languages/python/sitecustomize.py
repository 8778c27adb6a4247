"""What makes Python at home in a sandbox: lines appear as they are printed, and matplotlib finds its font list.

The font list is made once, with the root. Matplotlib looks for it in a folder that it can write, and the root cannot be
written, so the folder is made when matplotlib is first imported and not before: other programs see an empty /tmp.
"""

import os
import sys

_FONTS = "/usr/share/matplotlib/cache"


class _BeforeMatplotlib:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name == "matplotlib":
            sys.meta_path.remove(cls)
            folder = os.environ.get("MPLCONFIGDIR")
            if folder:
                try:
                    os.makedirs(folder, exist_ok=True)
                    for file in os.listdir(_FONTS):
                        os.symlink(f"{_FONTS}/{file}", f"{folder}/{file}")
                except OSError:
                    pass
        return None


sys.meta_path.insert(0, _BeforeMatplotlib)


def _is_zygote():
    try:
        return os.readlink("/proc/self/fd/4") == "/memfd:carrel-zygote (deleted)"
    except OSError:
        return False


if sys.stdout is not None and not sys.stdout.line_buffering:
    sys.stdout.reconfigure(line_buffering=True)

if _is_zygote():
    import carrel_zygote

    carrel_zygote.wait()
    del carrel_zygote
