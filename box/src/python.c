/*
 * What a zygote that is a Python interpreter loads: a module of three functions. It stands on five names of Python's stable
 * interface and on the C library that the interpreter has already loaded; it is built without either, so that one object fits
 * every root.
 */
#define _GNU_SOURCE
#include "box.h"

#include <signal.h>
#include <stddef.h>
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

enum { NO_ARGUMENTS = 4, STABLE_INTERFACE = 3 };
extern PyObject *PyModule_Create2(struct module *module, int api);
extern PyObject *PyBytes_FromStringAndSize(const char *octets, ptrdiff_t size);
extern void PyOS_BeforeFork(void), PyOS_AfterFork_Parent(void), PyOS_AfterFork_Child(void);
PyObject *PyInit_carrel_box(void);

/* What the job is called with: u32 number of arguments, then arguments and environment, each with its NUL. */
static PyObject *read_words(void)
{
    struct stat file;
    PyObject *words = NULL;
    void *at = fstat(FORK_WORDS, &file) == 0 ? mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE, FORK_WORDS, 0) : MAP_FAILED;
    if (at != MAP_FAILED) {
        words = PyBytes_FromStringAndSize(at, file.st_size);
        munmap(at, (size_t)file.st_size);
    }
    if (words == NULL)
        job_not_resumed();
    return words;
}

/* serve() returns once in every job, with its words, and never in the zygote. */
static PyObject *wait_for_jobs(PyObject *self, PyObject *none)
{
    (void)self, (void)none;
    zygote_begin();
    for (;;) {
        struct fork_task task;
        zygote_wait(&task);
        PyOS_BeforeFork();
        if (zygote_fork(&task))
            break;
        PyOS_AfterFork_Parent();
    }
    PyOS_AfterFork_Child();
    return read_words();
}

/*
 * The last that happens before the program: a signal that came earlier is delivered now. The interpreter would make a
 * KeyboardInterrupt of an interrupt and tell where we stand; one that comes this early ends any interpreter without a word.
 */
static PyObject *begin(PyObject *self, PyObject *none)
{
    (void)self, (void)none;
    sigset_t came;
    if (sigpending(&came) == 0 && sigismember(&came, SIGINT) == 1)
        signal(SIGINT, SIG_DFL);
    job_open_to_signals();
    return PyBytes_FromStringAndSize(NULL, 0);
}

static PyObject *failed(PyObject *self, PyObject *none)
{
    (void)self, (void)none;
    job_not_resumed();
}

__attribute__((visibility("default"))) PyObject *PyInit_carrel_box(void)
{
    static struct method methods[] = {{"serve", wait_for_jobs, NO_ARGUMENTS, NULL}, {"begin", begin, NO_ARGUMENTS, NULL}, {"failed", failed, NO_ARGUMENTS, NULL}, {0}};
    static struct module module = {.base = {.references = 1}, .name = "carrel_box", .size = -1, .methods = methods};
    return PyModule_Create2(&module, STABLE_INTERFACE);
}
