import { expect, it } from 'vitest'
import { find, MOST_HITS, replaced, type Wanted } from './find'

const wanted = (text: string, more: Partial<Wanted> = {}): Wanted => ({
  text,
  matchCase: false,
  wholeWord: false,
  ...more,
})
const at = (text: string, more: Wanted) =>
  find([{ file: 'a', text }], more).map(hit => `${hit.line}:${hit.column} ${hit.text.slice(hit.from, hit.to)}`)

it('every place is found with its line and column, in any case unless it is asked for', () => {
  expect(at('tide\n  Tide tides\n', wanted('tide'))).toEqual(['1:1 tide', '2:3 Tide', '2:8 tide'])
  expect(at('tide\n  Tide tides\n', wanted('tide', { matchCase: true }))).toEqual(['1:1 tide', '2:8 tide'])
  expect(at('tide\n  Tide tides\n', wanted('tide', { wholeWord: true }))).toEqual(['1:1 tide', '2:3 Tide'])
})

it('a word ends where no letter of any language goes on', () => {
  expect(at('größe größer', wanted('größe', { wholeWord: true }))).toEqual(['1:1 größe'])
  expect(at('(x) x1 x', wanted('x', { wholeWord: true }))).toEqual(['1:2 x', '1:8 x'])
})

it('letters that are longer in lower case move no place', () => {
  expect(at('İİ end', wanted('END'))).toEqual(['1:4 end'])
})

it('what is found over several lines is found, and empty text nowhere', () => {
  expect(at('a\nb\na\nb', wanted('a\nb'))).toHaveLength(2)
  expect(at('abc', wanted(''))).toEqual([])
})

it('too many places are bounded, and a long line is cut around its place', () => {
  expect(find([{ file: 'a', text: 'x '.repeat(3000) }], wanted('x'))).toHaveLength(MOST_HITS)
  const [hit] = find([{ file: 'a', text: `${'-'.repeat(500)}here${'-'.repeat(500)}` }], wanted('here'))
  expect(hit?.text.length).toBeLessThan(200)
  expect(hit?.text.slice(hit.from, hit.to)).toBe('here')
})

it('all of them are replaced, by what is written and nothing else', () => {
  expect(replaced('a.b a+b', wanted('a'), '$&')).toBe('$&.b $&+b')
  expect(replaced('Tide tides', wanted('tide', { wholeWord: true }), 'ebb')).toBe('ebb tides')
  expect(replaced('aaa', wanted('aa'), 'b')).toBe('ba')
})
