"""A matplotlib backend without a screen: show() writes each figure into the working folder.

A figure keeps its name: shown again after a change (as plt.pause() does in a loop), its file is written anew.
"""

import itertools
import os

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

_numbers = itertools.count(1)


def _free_name():
    return next(name for name in (f"figure-{n}.png" for n in _numbers) if not os.path.exists(name))


class FigureManager(FigureManagerBase):
    _file = None

    def show(self):
        figure = self.canvas.figure
        if self._file is None:
            self._file = _free_name()
        elif not figure.stale:
            return
        figure.savefig(self._file, format="png")


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager


def show(*args, block=None, **kwargs):
    for manager in Gcf.get_all_fig_managers():
        manager.show()
    if block is not False:
        Gcf.destroy_all()
