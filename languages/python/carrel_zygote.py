"""Python at fork level: this interpreter starts once and becomes every program from there.

It stops in the middle of its own start: the interpreter has read its configuration and imports sitecustomize, which calls
wait(). That returns in a child, for one program, and the start goes on as it always does: the interpreter itself opens the
file, runs it as __main__, prints what was not caught, waits for threads and ends. Nothing of this is imitated here, and
nothing is imported ahead that a cold start would not have imported by then. A program that is called otherwise than this
interpreter is refused. Signals wait until the program is there: until then they would interrupt us.

What stands here is frozen: no collection of garbage touches it, so that it stays shared with the zygote. An ending interpreter
collects everything, though, and what the program hung into a frozen object would be left over, with a file that nobody
flushes. So at the end, unless nothing of the program could tell the difference, all is thawed.
"""

import os
import sys

IMAGE = "/proc/self/fd/4"
WORDS, REPORT = 3, 4


def _thaw_unless_plain(gc):
    """Thaws, unless everything that the program made consists of types whose end nobody can see."""

    kind = type
    external = sys.modules["_frozen_importlib_external"]
    unseen = {dict, list, tuple, set, frozenset, property, staticmethod, classmethod, super, kind(os.__spec__)}
    unseen |= {external.SourceFileLoader, external.FileFinder}
    unseen |= {kind(thing) for thing in (os, wait, wait.__code__, os.getcwd, _Methods().plain, vars(_Methods), _Methods.slot)}
    unseen |= {kind(thing) for thing in (vars(_Methods)["__dict__"], str.__add__, "".__add__, (lambda: kind).__closure__[0])}

    def is_unseen(made):
        cls = kind(made)
        if kind(cls) is not kind:  # a metaclass of the program's could answer our questions
            return False
        if cls is kind:  # a class of the program's: its instances are looked at by themselves
            return "__del__" not in made.__dict__
        return cls in unseen or all(map(is_unseen_base, cls.__mro__))

    def is_unseen_base(cls):
        return cls in unseen or cls is object or (cls.__module__ == "__main__" and "__del__" not in cls.__dict__)

    def at_end():
        try:
            plain = not sys.modules.keys() - imported and all(map(is_unseen, made_since()))
        except BaseException:
            plain = False
        if not plain:
            thaw()

    imported = {*sys.modules, "math", "time", "itertools", "operator"}
    made_since, thaw = gc.get_objects, gc.unfreeze
    return at_end


def _environment():
    """As it was given: an interpreter that finds the locale "C" adds to its own."""

    with open("/proc/self/environ", "rb", 0) as given:
        return sorted(given.read().split(b"\0")[:-1])


class _Methods:
    __slots__ = ("slot", "__dict__")

    def plain(self):
        pass


def wait():
    """Returns in a program's process, whose start may go on; an interpreter that cannot be prepared ends with its reason."""
    try:
        before = set(sys.modules) - {"carrel_zygote"}
        import _imp
        import atexit
        import gc

        spec = sys.modules["_frozen_importlib"].ModuleSpec("carrel_box", None, origin=IMAGE)
        box = _imp.create_dynamic(spec)
        os.close(int(IMAGE.rpartition("/")[2]))
        command, arguments = list(sys.orig_argv), len(sys.argv)
        environment = _environment()
        for name in sys.modules.keys() - before:
            del sys.modules[name]
        atexit.register(_thaw_unless_plain(gc))  # the first to register is the last to be called
        gc.collect()
        gc.freeze()
    except BaseException as reason:
        os.write(2, f"{type(reason).__name__}: {reason}".encode(errors="replace"))
        os._exit(1)
    words = box.serve()
    try:
        count = int.from_bytes(words[:4], sys.byteorder)
        texts = words[4:].split(b"\0")[:-1]
        argv = [os.fsdecode(text) for text in texts[:count]]
        if argv[: len(command)] != command or sorted(texts[count:]) != environment:
            box.failed()
        os.close(WORDS)
        sys.argv[:] = argv[len(command) - arguments :]
        sys.orig_argv[:] = argv
        os.close(REPORT)
    except BaseException:
        box.failed()
    box.begin()
