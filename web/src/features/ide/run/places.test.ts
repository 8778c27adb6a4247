import { expect, it } from 'vitest'
import { findPlace } from './places'

const files = [
  { id: 'a', name: 'main.py' },
  { id: 'b', name: 'lib/tides.c' },
  { id: 'c', name: 'Main.java' },
]

it.each([
  ['  File "/work/main.py", line 3, in <module>', 'a', 3, 1],
  ["lib/tides.c:12:7: error: expected ';'", 'b', 12, 7],
  ['Main.java:4: error: not a statement', 'c', 4, 1],
  ['\tat Main.main(Main.java:9)', 'c', 9, 1],
  ['main.py(5,2) Error: x', 'a', 5, 2],
  ['main.py: line 2: x: command not found', 'a', 2, 1],
  ['Parse error: x in /work/main.py on line 3', 'a', 3, 1],
  ['    (file "main.py" line 6)', 'a', 6, 1],
  ['syntax error at main.py line 8, near "x"', 'a', 8, 1],
])('%j leads to its line', (text, file, line, column) => {
  expect(findPlace(text, files)).toMatchObject({ file, line, column })
})

it.each(['main.py failed', 'domain.py:3', 'nothing here: 3', ''])('%j leads nowhere', text => {
  expect(findPlace(text, files)).toBeNull()
})
