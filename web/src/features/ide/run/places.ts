import type { File } from '../project'

/** A line of one of our files, named in what a compiler or a runtime printed. */
export interface Place {
  file: string
  name: string
  line: number
  column: number
  from: number
  to: number
}

// main.py", line 3 · main.c:3:7 · Main.java:3 · main.pas(3,7) · main.pl line 3 · main.sh: line 3 · main.php on line 3
const AFTER = /^(?:"?, line (\d+)|[:(](\d+)(?:[:,](\d+))?\)?|["':]?(?: on)? line (\d+))/

/** The first place that a line of text names, or null. */
export function findPlace(text: string, files: readonly File[]): Place | null {
  for (const file of files) {
    for (let from = text.indexOf(file.name); from >= 0; from = text.indexOf(file.name, from + 1)) {
      if (/[\w-]$/.test(text.slice(0, from))) continue
      const match = AFTER.exec(text.slice(from + file.name.length))
      if (match === null) continue
      const line = Number(match[1] ?? match[2] ?? match[4])
      const to = from + file.name.length + match[0].length
      return { file: file.id, name: file.name, line, column: Number(match[3] ?? 1), from, to }
    }
  }
  return null
}
