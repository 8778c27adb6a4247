/** What to look for in all files. */
export interface Wanted {
  text: string
  matchCase: boolean
  wholeWord: boolean
}

export interface Hit {
  file: string
  line: number
  column: number
  /** The line, and where in it. */
  text: string
  from: number
  to: number
}

export const MOST_HITS = 1_000
/** As much of a long line as is shown around what was found. */
const AROUND = 60

const WORD = /[\p{L}\p{N}_]/u

/** All places in these texts, in their order, as far as there are not too many. */
export function find(texts: readonly { file: string; text: string }[], wanted: Wanted): Hit[] {
  const hits: Hit[] = []
  for (const { file, text } of texts) {
    let line = 1
    let start = 0
    for (const at of places(text, wanted)) {
      for (let next = text.indexOf('\n', start); next >= 0 && next < at; next = text.indexOf('\n', start)) {
        line++
        start = next + 1
      }
      if (hits.length === MOST_HITS) return hits
      const end = text.indexOf('\n', at)
      const left = Math.max(start, at - AROUND)
      const right = Math.min(end < 0 ? text.length : end, at + wanted.text.length + AROUND)
      const to = Math.min(at + wanted.text.length, right)
      hits.push({ file, line, column: at - start + 1, text: text.slice(left, right), from: at - left, to: to - left })
    }
  }
  return hits
}

/** The text with all those places replaced. */
export function replaced(text: string, wanted: Wanted, by: string): string {
  let result = ''
  let from = 0
  for (const at of places(text, wanted)) {
    result += text.slice(from, at) + by
    from = at + wanted.text.length
  }
  return result + text.slice(from)
}

function* places(text: string, { text: wanted, matchCase, wholeWord }: Wanted): Generator<number> {
  if (wanted === '') return
  // Not in lower case: some letters get longer by it, and every place after them would be wrong.
  const within = matchCase ? text : folded(text)
  const sought = matchCase ? wanted : folded(wanted)
  for (let at = within.indexOf(sought); at >= 0; ) {
    const fits = !wholeWord || !(touches(text, at) || touches(text, at + wanted.length))
    if (fits) yield at
    at = within.indexOf(sought, at + (fits ? sought.length : 1))
  }
}

/** A word goes on over this place. */
function touches(text: string, at: number): boolean {
  return WORD.test(text.charAt(at - 1)) && WORD.test(text.charAt(at))
}

function folded(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from(text, sign => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join('')
}
