import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../../lib/wire'
import { golden } from '../../../testing/golden'
import errors from '../../../testing/recorded/errors.json'
import { findings } from './findings'

type Said = { entry: string; status: string; compile: string | null; run: string | null }
const recorded = errors as Record<string, Said>
const ok = golden('run-result-ok') as RunResult

function found(said: Said) {
  const stage = (stderr: string | null) => (stderr === null ? null : { ...ok.run, stdout: '', stderr })
  const result = { ...ok, status: said.status, compile: stage(said.compile), run: stage(said.run) } as RunResult
  return findings(result, [{ id: 'f', name: said.entry }]).map(one => `${one.line} ${one.kind} ${one.text}`)
}

describe('what each language said of a wrong program', () => {
  it.each([
    ['bash', ['1 error nosuch: command not found']],
    [
      'c',
      [
        '4 error ‘missing’ undeclared (first use in this function)',
        '4 note each undeclared identifier is reported only once for each function it appears in',
        '5 error returning ‘char *’ from a function with return type ‘int’ makes integer from pointer without a cast [-Wint-conversion]',
        '3 warning unused variable ‘unused’ [-Wunused-variable]',
      ],
    ],
    ['cpp', ['2 error ‘class std::vector<int>’ has no member named ‘push’']],
    ['csharp', ["1 error Unexpected symbol `int'"]],
    ['elixir', ['1 error undefined variable "x"']],
    ['fortran', ['2 error Syntax error in expression at (1)']],
    ['go', ['4 error declared and not used: x', '5 error undefined: fmt']],
    ['haskell', ["1 error Couldn't match type ‘Bool’ with ‘[Char]’"]],
    ['java', ['3 error incompatible types: String cannot be converted to int', '4 error cannot find symbol']],
    ['javascript', ['2 error ReferenceError: x is not defined']],
    ['kotlin', ["2 error initializer type mismatch: expected 'Int', actual 'String'."]],
    ['lua', ["2 error attempt to index a nil value (local 'x')"]],
    ['ocaml', ['1 error This constant has type "string" but an expression was expected of type']],
    ['pascal', ['3 error Identifier not found "x"', '5 error There were 1 errors compiling module, stopping']],
    ['perl', ['2 error Global symbol "$x" requires explicit package name (did you forget to declare "my $x"?)']],
    ['php', ['3 error Parse error: syntax error, unexpected token "echo", expecting "," or ";"']],
    ['python', ['4 error ZeroDivisionError: division by zero']],
    ['r', []],
    ['ruby', ["2 error undefined local variable or method `nope' for main (NameError)"]],
    ['rust', ['2 error mismatched types']],
    ['scala', ['2 error Type Mismatch Error']],
    ['sql', []],
    ['tcl', ['1 error can\'t read "x": no such variable']],
    ['typescript', ["1 error Type 'string' is not assignable to type 'number'.", "2 error Cannot find name 'y'."]],
  ])('%s', (language, expected) => {
    const said = recorded[language]
    if (said === undefined) throw new Error(`no record of ${language}`)
    expect(found(said)).toEqual(expected)
  })

  it('every record is read', () => {
    expect(Object.keys(recorded)).toHaveLength(24)
  })
})

it('what a program prints is no finding, whatever it looks like', () => {
  const run = { ...ok.run, stdout: 'main.c:1:1: error: made up\n', stderr: 'main.c:2:1: error: made up\n' }
  expect(findings({ ...ok, run } as RunResult, [{ id: 'f', name: 'main.c' }])).toEqual([])
})

it('a flood of errors is cut, and a line that is said twice counts once', () => {
  const flood = Array.from({ length: 1000 }, (_, i) => `main.c:${1 + (i % 300)}:1: error: again\n`).join('')
  expect(found({ entry: 'main.c', status: 'compile-error', compile: flood, run: null })).toHaveLength(200)
})
