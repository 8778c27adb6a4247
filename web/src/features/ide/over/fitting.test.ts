import { expect, it } from 'vitest'
import { fitting } from './fitting'

it('letters fit in their order, and beginnings fit best', () => {
  const best = (typed: string, ...names: string[]) =>
    names.filter(name => fitting(name, typed) > 0).sort((a, b) => fitting(b, typed) - fitting(a, typed))
  expect(best('ti', 'stilts.py', 'out/tide.png', 'tides.py')).toEqual(['tides.py', 'out/tide.png', 'stilts.py'])
  expect(best('mpy', 'main.py', 'data.csv')).toEqual(['main.py'])
  expect(best('', 'a', 'b')).toEqual(['a', 'b'])
})
