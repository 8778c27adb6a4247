import { expect, it } from 'vitest'
import { splitArguments } from './arguments'

it.each([
  ['', []],
  ['  a  b ', ['a', 'b']],
  ['"two words" \'and "these"\' ""', ['two words', 'and "these"', '']],
  ['a\\ b c\\"d', ['a b', 'c"d']],
  ['--name=x"y z"', ['--name=xy z']],
  ["'left open", ['left open']],
])('%j becomes %j', (line, words) => {
  expect(splitArguments(line)).toEqual(words)
})
