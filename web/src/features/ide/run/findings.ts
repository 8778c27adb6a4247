import type { RunResult } from '../../../lib/wire'
import type { File } from '../project'
import { findPlace, type Place } from './places'

/** What a compiler or a runtime says of one line of a file. */
export interface Finding {
  file: string
  name: string
  line: number
  column: number
  kind: Kind
  text: string
}

export type Kind = 'error' | 'warning' | 'note'

const MOST = 200
const LONGEST = 400

// "error: …", "error[E0308]: …", "error CS1525: …", "Fatal: …"
const SEVERITY = /^(fatal error|fatal|error|warning|note|info|hint)\b(?:\[[^\]]*\]| [A-Z]+\d+)?:?\s*(?:\[[^\]]*\]\s*)?/i
// A line of source with its bar, or what is drawn below one.
const DRAWN = /^\s*(?:\d*\s*[|│]|[│└^~])/
// One step of many that led there; what happened stands above them all.
const STEP = /^\s+(?:at |from |main\.lua:|\(file ")|^\s*\[C\]/
// What stands before a place and says nothing: "./", "/work/", "lua5.4: ", an arrow, an opening quote.
const FILLER = /^[\s("'.]*$|^[\s("']*(?:\.?\/[\w./]*|[\w.]+: )$/

/** The findings of a run in the order of its output. Every language says them in its own way; these few ways are all. */
export function findings(result: RunResult, files: readonly File[]): Finding[] {
  const { compile, run, status } = result
  const said = [compile?.stderr, compile?.stdout, status === 'runtime-error' ? run?.stderr : '']
  const all = new Map<string, Finding>()
  for (const finding of said.flatMap(text => read((text ?? '').split('\n'), files))) {
    const { file, line, text } = finding
    if (text !== '' && all.size < MOST && !all.has(`${file} ${line} ${text}`))
      all.set(`${file} ${line} ${text}`, finding)
  }
  return [...all.values()]
}

function read(lines: readonly string[], files: readonly File[]): Finding[] {
  const found: Finding[] = []
  let told = -1
  lines.forEach((line, at) => {
    const place = findPlace(line, files)
    if (place === null) return
    const from = /^\s*File "/.test(line) ? below(lines, at) : STEP.test(line) ? above(lines, at) : -1
    // Steps downward: the last place in these files is where it happened. Steps upward: the first.
    if (from > at && from === told) found.pop()
    if (from < 0 || from > at || from !== told)
      found.push(make(place, from < 0 ? message(lines, at, place) : lines[from]))
    told = from < 0 ? at : from
  })
  return found
}

/** The message that belongs to a place: after it, before it, above or below. */
function message(lines: readonly string[], at: number, place: Place): string | undefined {
  const line = lines[at] ?? ''
  const before = line.slice(0, place.from)
  const after = line.slice(place.to).replace(/^[\s:)\]"',.-]+|[\s-]+$/g, '')
  const said = after.replace(/^in [`'][^`']*[`']: /, '')
  if (/(?:-->|└─) $/.test(before)) return lines.slice(0, at).findLast(one => one.trim() !== '' && !DRAWN.test(one))
  if (said.replace(SEVERITY, '') !== '') return said
  const scala = /^-- (?:\[\w+\] )?(.*): $/.exec(before)
  if (scala !== null) return scala[1]
  if (!FILLER.test(before)) return before.replace(/ (?:at|in) \S*$/, '')
  return [said, lines[below(lines, at)]].join(' ')
}

function below(lines: readonly string[], at: number): number {
  const says = (line: string) => /^\s*•|^\S/.test(line) && !DRAWN.test(line)
  return lines.findIndex((line, i) => i > at && says(line) && !/^\s*File "/.test(line))
}

function above(lines: readonly string[], at: number): number {
  return lines.slice(0, at).findLastIndex(line => /^[^\s"]/.test(line) && !line.startsWith('stack traceback'))
}

function make(place: Place, said = ''): Finding {
  const bare = said.trim().replace(/^[•*\s]+/, '')
  const severity = SEVERITY.exec(bare)
  const word = (severity?.[1] ?? '').toLowerCase()
  const kind = word === 'warning' ? 'warning' : /note|info|hint/.test(word) ? 'note' : 'error'
  const text = bare.slice(severity?.[0].length ?? 0).replace(/^[•\s]+/, '')
  const { file, name, line, column } = place
  return { file, name, line, column: Math.max(1, column), kind, text: (text === '' ? bare : text).slice(0, LONGEST) }
}
