/*
 * What a zygote that is a Python interpreter loads: a module of five functions. It stands on eight names of Python's interface,
 * seven of them of the stable one, and on the C library that the interpreter has already loaded; it is built without either, so
 * that one object fits every root.
 *
 * A page that a child writes to is copied first, and whoever looks at an object of Python's by Python's means writes to it, since
 * that counts its references: four hundred copies were what a hello took longest for. What is asked of objects that stood before
 * the fork is therefore asked here, by looking at them and no more.
 */
#define _GNU_SOURCE
#include "box.h"

#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct object PyObject;

struct method {
    const char *name;
    PyObject *(*call)(PyObject *self, PyObject *args);
    int flags;
    const char *doc;
};

struct module {
    struct {
        ptrdiff_t references;
        void *type;
        PyObject *(*init)(void);
        ptrdiff_t index;
        PyObject *copy;
    } base;
    const char *name, *doc;
    ptrdiff_t size;
    struct method *methods;
    void *slots, *traverse, *clear, *free;
};

enum { NO_ARGUMENTS = 4, ONE_ARGUMENT = 8, STABLE_INTERFACE = 3 };
extern PyObject *PyModule_Create2(struct module *module, int api);
extern PyObject *PyBytes_FromStringAndSize(const char *octets, ptrdiff_t size);
extern int PyBytes_AsStringAndSize(PyObject *bytes, char **octets, ptrdiff_t *size);
extern int PyDict_Next(PyObject *dict, ptrdiff_t *place, PyObject **key, PyObject **value); /* counts no reference */
extern int PySys_AddAuditHook(int (*hook)(const char *event, PyObject *args, void *nothing), void *nothing);
extern void PyOS_BeforeFork(void), PyOS_AfterFork_Parent(void), PyOS_AfterFork_Child(void);
PyObject *PyInit_carrel_box(void);

enum { ARCHIVE_END = 22 + 65535 + 56 + 20 }; /* the longest records at the end of an archive, of large ones too */

/* How most programs are called: as the interpreter was. */
struct usual {
    const char *entry, *words;
    ptrdiff_t size;
};

static PyObject *no_octets(void) { return PyBytes_FromStringAndSize(NULL, 0); }

/*
 * Whether the interpreter, which asks of every program whether it is a folder or an archive, would be told that it is neither.
 * An archive ends with a record that begins with these four octets, and with a comment.
 */
static bool is_text(const char *name)
{
    struct stat file;
    int fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    bool is = fd >= 0 && fstat(fd, &file) == 0 && S_ISREG(file.st_mode);
    size_t size = is ? (size_t)file.st_size : 0, end = size < ARCHIVE_END ? size : ARCHIVE_END;
    char *text = size > 0 ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    is = is && text != MAP_FAILED && (size == 0 || memmem(text + size - end, end, "PK\5\6", 4) == NULL);
    if (size > 0 && text != MAP_FAILED)
        munmap(text, size);
    if (fd >= 0)
        close(fd);
    return is;
}

static struct {
    uint8_t uncaught, imported;
} heard;
static bool ran;
static const char *awaited; /* the file that a program waits to open */

/*
 * The last that happens before the program: a signal that came earlier is delivered now. The interpreter would make a
 * KeyboardInterrupt of an interrupt and tell where we stand; one that comes this early ends any interpreter without a word.
 */
static void open_to_signals(void)
{
    heard.uncaught = heard.imported = 0;
    ran = false;
    sigset_t came;
    if (sigpending(&came) == 0 && sigismember(&came, SIGINT) == 1)
        signal(SIGINT, SIG_DFL);
    job_open_to_signals();
}

static void become(void)
{
    close(FORK_WORDS);
    close(FORK_REPORT);
    open_to_signals();
}

/*
 * A program that is called as usual and begun ahead goes on as far as any start does without its file: to the moment before it
 * is opened. An empty one stands there until then, for a start asks where the file lies.
 */
static bool go_ahead(const struct usual *usual)
{
    int fd = open(usual->entry, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    close(fd);
    awaited = usual->entry;
    return true;
}

static void await_file(void)
{
    const char *entry = awaited;
    awaited = NULL;
    if (unlink(entry) != 0)
        job_not_resumed();
    job_stand_by();
    if (!is_text(entry)) /* the start has gone on as if it were */
        job_not_resumed();
    become();
}

/* What the job is called with: u32 number of arguments, then arguments and environment, each with its NUL. Nothing if as usual. */
static PyObject *read_words(const struct usual *usual, bool waits)
{
    struct stat file;
    void *at = fstat(FORK_WORDS, &file) == 0 ? mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE, FORK_WORDS, 0) : MAP_FAILED;
    if (at == MAP_FAILED)
        job_not_resumed();
    bool same = file.st_size == usual->size && memcmp(at, usual->words, (size_t)usual->size) == 0;
    bool ahead = same && waits && go_ahead(usual);
    if (waits && !ahead)
        job_stand_by();
    same = same && (ahead || is_text(usual->entry));
    PyObject *words = same ? no_octets() : PyBytes_FromStringAndSize(at, file.st_size);
    munmap(at, (size_t)file.st_size);
    if (words == NULL)
        job_not_resumed();
    if (same && !ahead)
        become();
    return words;
}

static bool is_same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b)
        a++, b++;
    return *a == *b;
}

/*
 * What the interpreter says of itself, and a program cannot take back. An exception that nobody caught decides how it ends, and
 * so may one that was caught around a string that was run; a hook of the program's would be told of the end.
 */
static int hear(const char *event, PyObject *args, void *nothing)
{
    (void)args, (void)nothing;
    if (awaited != NULL && is_same(event, "cpython.run_file"))
        await_file();
    else if (is_same(event, "sys.excepthook") || is_same(event, "sys.addaudithook") || (is_same(event, "exec") && ran))
        heard.uncaught = 1;
    else if (is_same(event, "exec")) /* the program begins: what was sought before it is not its doing */
        ran = true, heard.imported = 0;
    else if (is_same(event, "import") && heard.imported < UINT8_MAX)
        heard.imported++;
    return 0;
}

/*
 * What stood before the fork: the word in which each class keeps what it does at an object's end, and the modules. Both are
 * compared with what they were.
 */
static struct {
    struct kept {
        const uint64_t *place;
        uint64_t was;
    } *ends;
    size_t ends_count;
    PyObject *modules;
    struct named {
        PyObject *name, *module;
    } *named;
    size_t named_count;
} before;

static void *room(size_t count, size_t size)
{
    void *at = mmap(NULL, count * size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at == MAP_FAILED ? NULL : at;
}

/* The only word that is the same in two classes with an end of their own, and nothing in two that have none; else 0. */
static size_t place_of_end(const uint64_t *const *with, const uint64_t *const *without, size_t words)
{
    size_t place = 0;
    for (size_t i = 2; i < words; i++)
        if (with[0][i] != 0 && with[0][i] == with[1][i] && without[0][i] == 0 && without[1][i] == 0) {
            if (place != 0)
                return 0;
            place = i;
        }
    return place;
}

/*
 * watch(addresses), 64 bits each: sys.modules, two classes with __del__ and two without, the size of a class, and then all classes.
 * Where a class keeps its end is not found: told() says that something has changed.
 */
static PyObject *watch(PyObject *self, PyObject *addresses)
{
    (void)self;
    enum { MODULES, WITH, WITHOUT = WITH + 2, SIZE = WITHOUT + 2, CLASSES };
    char *octets;
    ptrdiff_t size;
    if (PyBytes_AsStringAndSize(addresses, &octets, &size) != 0)
        return NULL;
    const uint64_t *given = (const uint64_t *)(const void *)octets;
    size_t count = (size_t)size / sizeof *given - CLASSES;
    size_t place = place_of_end((const uint64_t *const *)(given + WITH), (const uint64_t *const *)(given + WITHOUT), given[SIZE] / sizeof *given);
    before.ends = place == 0 ? NULL : room(count, sizeof *before.ends);
    for (; before.ends != NULL && before.ends_count < count; before.ends_count++) {
        const uint64_t *end = (const uint64_t *)given[CLASSES + before.ends_count] + place;
        before.ends[before.ends_count] = (struct kept){end, *end};
    }
    before.modules = (PyObject *)given[MODULES];
    ptrdiff_t at = 0;
    struct named one;
    while (PyDict_Next(before.modules, &at, &one.name, &one.module))
        before.named_count++;
    before.named = room(before.named_count, sizeof *before.named);
    at = 0;
    for (size_t i = 0; before.named != NULL && PyDict_Next(before.modules, &at, &one.name, &one.module); i++)
        before.named[i] = one;
    return no_octets();
}

static bool ends_changed(void)
{
    bool changed = before.ends == NULL;
    for (size_t i = 0; !changed && i < before.ends_count; i++)
        changed = *before.ends[i].place != before.ends[i].was;
    return changed;
}

static bool was_there(const struct named *one)
{
    for (size_t i = 0; i < before.named_count; i++)
        if (before.named[i].name == one->name && before.named[i].module == one->module)
            return true;
    return false;
}

static bool modules_changed(void)
{
    ptrdiff_t at = 0;
    size_t count = 0;
    struct named one;
    bool changed = before.named == NULL;
    for (; !changed && PyDict_Next(before.modules, &at, &one.name, &one.module); count++)
        changed = !was_there(&one);
    return changed || count != before.named_count;
}

static PyObject *told(PyObject *self, PyObject *none)
{
    (void)self, (void)none;
    uint8_t all[] = {heard.uncaught, heard.imported, ends_changed(), modules_changed()};
    return PyBytes_FromStringAndSize((const char *)all, sizeof all);
}

/*
 * serve(usual), the entry with its NUL and then the words that are most often given: returns once in every job and never in the
 * zygote, with its words, or with nothing where they are the usual ones and the entry is no archive.
 */
static PyObject *wait_for_jobs(PyObject *self, PyObject *given)
{
    (void)self;
    char *octets;
    ptrdiff_t size;
    if (PyBytes_AsStringAndSize(given, &octets, &size) != 0)
        return NULL;
    ptrdiff_t entry = (ptrdiff_t)strlen(octets) + 1;
    struct usual usual = {octets, octets + entry, size - entry};
    PyOS_BeforeFork(); /* as a child would: what these call is then found by the linker once, and not in every child */
    PyOS_AfterFork_Child();
    zygote_begin();
    struct fork_task task;
    for (;;) {
        zygote_wait(&task);
        PyOS_BeforeFork();
        if (zygote_fork(&task))
            break;
        PyOS_AfterFork_Parent();
    }
    PyOS_AfterFork_Child();
    if (PySys_AddAuditHook(hear, NULL) != 0)
        job_not_resumed();
    return read_words(&usual, task.order.waits);
}

static PyObject *begin(PyObject *self, PyObject *none)
{
    (void)self, (void)none;
    open_to_signals();
    return no_octets();
}

static PyObject *failed(PyObject *self, PyObject *none)
{
    (void)self, (void)none;
    job_not_resumed();
}

__attribute__((visibility("default"))) PyObject *PyInit_carrel_box(void)
{
    static struct method methods[] = {{"watch", watch, ONE_ARGUMENT, NULL}, {"serve", wait_for_jobs, ONE_ARGUMENT, NULL}, {"begin", begin, NO_ARGUMENTS, NULL}, {"failed", failed, NO_ARGUMENTS, NULL}, {"told", told, NO_ARGUMENTS, NULL}, {0}};
    static struct module module = {.base = {.references = 1}, .name = "carrel_box", .size = -1, .methods = methods};
    return PyModule_Create2(&module, STABLE_INTERFACE);
}
