"""Python at fork level: this interpreter starts once and becomes every program from there.

It stops in the middle of its own start: the interpreter has read its configuration and imports sitecustomize, which calls
wait(). That returns in a child, for one program, and the start goes on as it always does: the interpreter itself opens the
file, runs it as __main__, prints what was not caught, waits for threads and ends. Nothing of this is imitated here, and
nothing is imported ahead that a cold start would not have imported by then. A program that is called otherwise than this
interpreter is refused. Signals wait until the program is there: until then they would interrupt us.

What stands here is frozen: no collection of garbage touches it, so that it stays shared with the zygote. An ending interpreter
takes everything apart, though, which here means copying it first, and costs more than all that a small program does. So a
program that came to the end of its file, and has nothing whose end could be seen, is at its end once its streams are flushed.
For any other all is thawed, since what it hung into a frozen object would be left over, with a file that nobody flushes. What
is asked at the end was looked up at the beginning: the program may have put something else in its place.
"""

import os
import sys

IMAGE = "/proc/self/fd/4"
WORDS, REPORT = 3, 4


MANY = 4096  # objects: to look at more takes longer than to take them apart


def _plain(gc):
    """Whether everything that the program made consists of types whose end nobody can see."""

    kind, every, each, size, names_of = type, all, map, len, vars
    external, reference = sys.modules["_frozen_importlib_external"], sys.modules["_weakref"].ref
    unseen = {dict, list, tuple, set, frozenset, property, staticmethod, classmethod, super, kind(os.__spec__)}
    unseen |= {external.SourceFileLoader, external.FileFinder}
    unseen |= {kind(thing) for thing in (os, wait, wait.__code__, os.getcwd, _Methods().plain, vars(_Methods), _Methods.slot)}
    unseen |= {kind(thing) for thing in (vars(_Methods)["__dict__"], str.__add__, "".__add__, (lambda: kind).__closure__[0])}

    def is_unseen(made):
        cls = kind(made)
        if kind(cls) is not kind:  # a metaclass of the program's could answer our questions
            return False
        if cls is kind:  # a class of the program's: its instances are looked at by themselves
            return has_no_end(made)
        if cls is reference:  # every class has one, to be known to its parent
            return made.__callback__ is None
        return cls in unseen or every(each(is_unseen_base, cls.__mro__))

    def is_unseen_base(cls):
        return cls in unseen or cls is thing or (cls.__module__ == "__main__" and has_no_end(cls))

    def has_no_end(cls):
        return "__del__" not in names_of(cls)

    def plain():
        made = made_since()
        return size(made) < MANY and every(each(is_unseen, made))

    thing, made_since = object, gc.get_objects
    return plain


def _ended(told):
    """
    Whether the interpreter came to the end of its file, will say 0, and tells nobody that it ends. Whoever has called exit()
    is still in that file.
    """

    main, modules, system, filters = sys.modules["__main__"], sys.modules, vars(sys), sys.modules["_warnings"].filters
    names, kind, every, each, size, place, nothing = vars(main), type, all, map, len, id, None
    loader = sys.modules["_frozen_importlib_external"].SourceFileLoader
    threads, watchers = sys.modules["_thread"]._count, [sys.gettrace, sys.getprofile]
    tools = getattr(sys, "monitoring", None)
    watchers += [lambda tool=tool, named=tools.get_tool: named(tool) for tool in range(6)] if tools else []

    def ended():
        uncaught, imported, other_ends, other_modules = told()
        return (
            uncaught == 0  # and nobody listens
            and not other_ends  # of classes that stood before
            and every(watcher() is nothing for watcher in watchers)
            and system.get("modules") is modules
            and imported == (size(modules.keys() - before) if other_modules else 0)  # what was imported is still there to be seen
            and not (other_modules and modules.keys() - harmless)
            and modules.get("__main__") is main
            and kind(names.get("__loader__")) is loader  # the file was opened
            and "__file__" not in names  # and its names taken away again
            and "__cached__" not in names
            and threads() == 0
            and [*each(place, filters)] == warned
        )

    before = {*sys.modules}
    harmless, warned = before | {"math", "time", "itertools"}, [*map(id, filters)]
    return ended


def _streams():
    """Flushes what print() writes to, and tells whether the streams are the simple ones that they were."""

    held = [sys.stdin, sys.stdout, sys.stderr]
    named = [(stream, {*vars(stream)}) for top in held for stream in (top, top.buffer, top.buffer.raw)]
    standard = dict(zip(["stdin", "stdout", "stderr"], held))
    system, names_of, every = vars(sys), vars, all
    flushes = [stream.flush for stream in held[1:]]

    def flushed():
        simple = every(system.get(name) is stream for name, stream in standard.items())
        simple = simple and every(names_of(stream).keys() == names for stream, names in named)
        for flush in flushes if simple else ():
            flush()
        return simple

    return flushed


def _at_end(gc, box):
    plain, ended, flushed, thaw, leave = _plain(gc), _ended(box.told), _streams(), gc.unfreeze, os._exit

    def at_end():
        try:
            if ended() and plain() and flushed():
                leave(0)
        except BaseException:
            pass
        thaw()

    return at_end


def _environment():
    """As it was given: an interpreter that finds the locale "C" adds to its own."""

    with open("/proc/self/environ", "rb", 0) as given:
        return given.read().split(b"\0")[:-1]


class _Methods:
    __slots__ = ("slot", "__dict__")

    def plain(self):
        pass


def _seek_customs():
    """
    The last thing a start does before it opens the program's file is to seek a usercustomize, along the same path for every
    program: here it has been done once it comes to that.
    """

    def sought():
        site.execusercustomize = seek

    site = sys.modules["site"]
    if site.ENABLE_USER_SITE:
        seek, site.execusercustomize = site.execusercustomize, sought
        seek()


def _watch(gc, box):
    """
    Tells box what stands here, by address; it will tell us whether the program has changed it. Box looks there as long as
    anybody holds what is returned.
    """

    def ending(self):
        pass

    classes = [cls for cls in gc.get_objects() if isinstance(cls, type)]
    plain, ends = ([type("A", (), {name: ending}) for _ in range(2)] for name in ("end", "__del__"))
    words = [*map(id, [sys.modules, *ends, *plain]), type.__basicsize__, *map(id, classes)]
    box.watch(b"".join(word.to_bytes(8, sys.byteorder) for word in words))
    return classes


def _prepare():
    """What it is called with, and box. What stands here when programs begin is held, so that none of them takes it apart."""

    before = set(sys.modules) - {"carrel_zygote"}
    import _imp
    import atexit
    import gc

    held = [sys.modules["carrel_zygote"], sys._getframe(2).f_code]  # what runs us would be gone with our return
    spec = sys.modules["_frozen_importlib"].ModuleSpec("carrel_box", None, origin=IMAGE)
    box = _imp.create_dynamic(spec)
    os.close(int(IMAGE.rpartition("/")[2]))
    for name in sys.modules.keys() - before:
        del sys.modules[name]
    _seek_customs()
    at_end = _at_end(gc, box)
    at_end.held = held
    atexit.register(at_end)  # the first to register is the last to be called
    called = _Called()
    held.append(called)
    sys.path_importer_cache[called.entry] = None  # which is what a start finds out of a file that is no archive
    gc.collect()
    held.append(_watch(gc, box))
    gc.collect()
    gc.freeze()
    return box, called


class _Called:
    """How this interpreter was called, which is how most programs are; and what is done for any other."""

    def __init__(self):
        self.command, self.arguments = list(sys.orig_argv), len(sys.argv)
        self.environment, self.entry = _environment(), os.path.abspath(sys.argv[0])
        words = [os.fsencode(word) for word in self.command] + self.environment
        count = len(self.command).to_bytes(4, sys.byteorder)
        self.usual = os.fsencode(self.entry) + b"\0" + count + b"".join(word + b"\0" for word in words)

    def otherwise(self, words):
        del sys.path_importer_cache[self.entry]  # the interpreter looks itself
        count = int.from_bytes(words[:4], sys.byteorder)
        texts = words[4:].split(b"\0")[:-1]
        argv = [os.fsdecode(text) for text in texts[:count]]
        if argv[: len(self.command)] != self.command or sorted(texts[count:]) != sorted(self.environment):
            raise ValueError(argv)
        os.close(WORDS)
        sys.argv[:] = argv[len(self.command) - self.arguments :]
        sys.orig_argv[:] = argv
        os.close(REPORT)


def wait():
    """Returns in a program's process, whose start may go on; an interpreter that cannot be prepared ends with its reason."""
    try:
        box, called = _prepare()
    except BaseException as reason:
        os.write(2, f"{type(reason).__name__}: {reason}".encode(errors="replace"))
        os._exit(1)
    words = box.serve(called.usual)
    if words:
        try:
            called.otherwise(words)
        except BaseException:
            box.failed()
        box.begin()
