/** Text of a terminal as spans with a look; what moves a cursor is left out, for there is none. */

export interface Look {
  color?: number
  bright?: boolean
  bold?: boolean
  faint?: boolean
  italic?: boolean
  underline?: boolean
  /** Not printed: what somebody typed there. */
  typed?: boolean
}

export interface Span extends Look {
  text: string
}

// CSI … letter, OSC … BEL or ST, or ESC and one sign; the last alternative is one that the text ends within.
const ESCAPE =
  /\x1b(?:\[([0-9;:?]*)[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_=>78])|\x1b(?:\[[0-9;:?]*|\][^\x07\x1b]*)?$/g
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f]/g
const LONGEST_ESCAPE = 200

/** Reads a stream in pieces: an escape sequence, and the look it sets, go on from one to the next. */
export class Ansi {
  private look: Look = {}
  private rest = ''

  read(piece: string): Span[] {
    const text = this.rest + piece
    const spans: Span[] = []
    let from = 0
    this.rest = ''
    for (const match of text.matchAll(ESCAPE)) {
      this.put(spans, text.slice(from, match.index))
      from = match.index + match[0].length
      if (match[2] === 'm') {
        this.look = next(this.look, match[1] ?? '')
      } else if (match[2] === undefined && from === text.length && !finished(match[0])) {
        this.rest = match[0].length < LONGEST_ESCAPE ? match[0] : ''
      }
    }
    this.put(spans, text.slice(from))
    return spans
  }

  private put(spans: Span[], text: string): void {
    const shown = text.replace(UNSEEN, '')
    if (shown !== '') spans.push({ ...this.look, text: shown })
  }
}

function finished(sequence: string): boolean {
  return (
    sequence.length > 1 &&
    !sequence.startsWith('\x1b[') &&
    !(sequence.startsWith('\x1b]') && !/(?:\x07|\x1b\\)$/.test(sequence))
  )
}

function next(look: Look, words: string): Look {
  const codes = words.split(/[;:]/).map(Number)
  let now: Look = { ...look }
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    if (code === 0) now = {}
    else if (code === 1) now.bold = true
    else if (code === 2) now.faint = true
    else if (code === 3) now.italic = true
    else if (code === 4) now.underline = true
    else if (code === 22) now = without(now, 'bold', 'faint')
    else if (code === 23) now = without(now, 'italic')
    else if (code === 24) now = without(now, 'underline')
    else if (code >= 30 && code <= 37) now = { ...without(now, 'bright'), color: code - 30 }
    else if (code >= 90 && code <= 97) now = { ...now, color: code - 90, bright: true }
    else if (code === 38 || code === 48) {
      const [color, taken] = extended(codes.slice(i + 1))
      if (code === 38 && color !== null) now = { ...without(now, 'bright'), color }
      i += taken
    } else if (code === 39) now = without(now, 'color', 'bright')
  }
  return now
}

/** One of 256, or red, green and blue: the nearest of ours is near enough to be read. */
function extended(words: number[]): [number | null, number] {
  if (words[0] === 5) return [(words[1] ?? 16) < 16 ? (words[1] ?? 0) % 8 : null, 2]
  if (words[0] === 2) {
    const bits = words.slice(1, 4).map(part => (part > 127 ? 1 : 0))
    return [(bits[0] ?? 0) + 2 * (bits[1] ?? 0) + 4 * (bits[2] ?? 0), 4]
  }
  return [null, 0]
}

function without(look: Look, ...names: (keyof Look)[]): Look {
  return Object.fromEntries(Object.entries(look).filter(([name]) => !names.includes(name as keyof Look)))
}
