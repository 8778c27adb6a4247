import { expect, it } from 'vitest'
import { countries, monthOf, yearOf } from './born'

it.each([
  ['4', 'en', 4],
  ['04', 'de', 4],
  ['April', 'en', 4],
  ['apr.', 'en', 4],
  ['März', 'de', 3],
  ['marz', 'de', 3],
  ['Dez', 'de', 12],
])('reads the month that somebody writes as %s', (written, locale, month) => {
  expect(monthOf(written, locale)).toBe(month)
})

it.each(['0', '13', 'ma', 'ju', 'x', '', '4 5', '-1'])('takes %j for no month', written => {
  expect(monthOf(written, 'en')).toBeNull()
})

it('takes four digits for a year, of somebody who can be born', () => {
  expect(yearOf(' 2012 ')).toBe(2012)
  for (const none of ['12', '1899', '3000', 'MMXII', '']) expect(yearOf(none)).toBeNull()
})

it('lists every country once, in the order of its reader', () => {
  const all = countries('de')
  expect(new Set(all.map(one => one.code)).size).toBe(all.length)
  expect(all.length).toBe(249)
  expect(all.findIndex(one => one.name === 'Österreich')).toBeLessThan(all.findIndex(one => one.name === 'Polen'))
})
