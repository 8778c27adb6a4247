/** Errors that may be told by name, the same as the service takes: an error of somebody's own may have anything in its name. */
const KNOWN = new Set(
  (
    'ArgumentError ArithmeticException ArithmeticError ArrayIndexOutOfBoundsException ArrayStoreException AssertionError ' +
    'AttributeError ClassCastException ClassNotFoundException ConcurrentModificationException EOFError FileNotFoundError ' +
    'FileNotFoundException FormatException FrozenError ImportError IndentationError IndexError IndexOutOfBoundsException ' +
    'IndexOutOfRangeException InputMismatchException InvalidCastException InvalidOperationException KeyError ' +
    'KeyNotFoundException LoadError MemoryError ModuleNotFoundError NameError NegativeArraySizeException NoMethodError ' +
    'NoSuchElementException NotImplementedError NullPointerException NullReferenceException NumberFormatException OSError ' +
    'OutOfMemoryError OverflowError ParseError PermissionError RangeError RecursionError ReferenceError RuntimeError ' +
    'RuntimeException StackOverflowError StopIteration StringIndexOutOfBoundsException SyntaxError SystemStackError TabError ' +
    'TypeError UnboundLocalError UncaughtException UnicodeDecodeError UnsupportedOperationException ValueError ' +
    'ZeroDivisionError'
  ).split(' '),
)

/** The first name in what a compiler or a runtime says that is one of these. */
export function errorName(said: string): string {
  return said.match(/\w+/g)?.find(word => KNOWN.has(word)) ?? 'other'
}
