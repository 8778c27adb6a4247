import { describe, expect, it } from 'vitest'
import { Ansi } from './ansi'

const read = (...pieces: string[]) => {
  const ansi = new Ansi()
  return pieces.flatMap(piece => ansi.read(piece))
}

describe('text of a terminal', () => {
  it('colours and weight become spans', () => {
    expect(read('a\x1b[1;31mb\x1b[0mc')).toEqual([{ text: 'a' }, { text: 'b', bold: true, color: 1 }, { text: 'c' }])
  })

  it('a sequence cut in two is one', () => {
    expect(read('a\x1b[3', '2mb')).toEqual([{ text: 'a' }, { text: 'b', color: 2 }])
    expect(read('a\x1b', '[32mb')).toEqual([{ text: 'a' }, { text: 'b', color: 2 }])
  })

  it('what moves a cursor, names a window or has no picture is left out', () => {
    expect(
      read('\x1b[2J\x1b[1;1Hx\x1b]0;title\x07y\x00z')
        .map(span => span.text)
        .join(''),
    ).toBe('xyz')
  })

  it('256 and true colours do not swallow what follows', () => {
    expect(read('\x1b[38;5;196;1mx')).toEqual([{ text: 'x', bold: true }])
    expect(read('\x1b[38;2;200;10;10mx')).toEqual([{ text: 'x', color: 1 }])
    expect(read('\x1b[48;5;1mx')).toEqual([{ text: 'x' }])
  })
})
