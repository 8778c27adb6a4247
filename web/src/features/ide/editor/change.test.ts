import { expect, it } from 'vitest'
import { change } from './change'

it.each([
  ['abc', 'abc'],
  ['abc', 'axc'],
  ['', 'abc'],
  ['abc', ''],
  ['aaa', 'aa'],
  ['x=1\ny=2\n', 'x = 1\ny = 2\n'],
])('%j becomes %j by one piece', (before, then) => {
  const one = change(before, then)
  expect(one === null ? before : before.slice(0, one.from) + one.by + before.slice(one.to)).toBe(then)
})

it('what is the same at both ends stays untouched', () => {
  expect(change('one two three', 'one 2 three')).toEqual({ from: 4, to: 7, by: '2' })
})
