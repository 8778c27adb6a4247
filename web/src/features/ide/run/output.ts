import { Ansi, type Span } from '../../../lib/ansi'
import type { Stream } from '../../../lib/wire'

export interface Line {
  key: number
  stream: Stream
  spans: Span[]
  open: boolean
}

export interface Shown {
  head: readonly Line[]
  tail: readonly Line[]
  skippedLines: number
  skippedBytes: number
  lines: number
}

const HEAD = 40
const TAIL = 10_000
const SLACK = 2_000
const LONGEST = 4_000

/**
 * What a program printed, bounded: the first lines and the last ones. It stands outside the components, which are told at
 * most once a frame however fast the program prints.
 */
export class Output {
  private head: Line[] = []
  private tail: Line[] = []
  private readers = { stdout: new Ansi(), stderr: new Ansi() }
  private skippedLines = 0
  private skippedBytes = 0
  private keys = 0
  private frame = 0
  private told: Shown = this.shown()
  private readonly listeners = new Set<() => void>()

  write(stream: Stream, text: string): void {
    const pieces = text.replaceAll('\r\n', '\n').split('\n')
    pieces.forEach((piece, i) => {
      this.append(stream, piece)
      if (i < pieces.length - 1) this.close(stream)
    })
    this.tell()
  }

  /** What somebody types stands where the program asked for it. */
  type(text: string): void {
    const pieces = text.split('\n')
    pieces.forEach((piece, i) => {
      if (piece === '' && i === pieces.length - 1) return
      const last = this.last()
      const line = last?.open ? last : this.add('stdout')
      const open = i === pieces.length - 1
      this.replace({ ...line, spans: [...line.spans, { text: piece, typed: true }], open })
    })
    this.tell()
  }

  clear(): void {
    this.head = []
    this.tail = []
    this.readers = { stdout: new Ansi(), stderr: new Ansi() }
    this.skippedLines = 0
    this.skippedBytes = 0
    this.tell()
  }

  /** All that is still here, without its colours. */
  text(): string {
    const skipped = this.skippedLines > 0 ? [`… ${this.skippedLines} …`] : []
    return [...this.head.map(plain), ...skipped, ...this.tail.map(plain)].join('\n')
  }

  get = (): Shown => this.told

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private append(stream: Stream, piece: string): void {
    let rest = piece
    const back = rest.lastIndexOf('\r')
    if (back >= 0) {
      const last = this.last()
      if (last?.open && last.stream === stream) this.replace({ ...last, spans: [] })
      rest = rest.slice(back + 1)
    }
    while (rest !== '') {
      const last = this.last()
      const line = last?.open && last.stream === stream && length(last) < LONGEST ? last : this.add(stream)
      const taken = rest.slice(0, LONGEST - length(line))
      this.replace({ ...line, spans: [...line.spans, ...this.readers[stream].read(taken)] })
      rest = rest.slice(taken.length)
    }
  }

  private close(stream: Stream): void {
    const last = this.last()
    this.replace({ ...(last?.open && last.stream === stream ? last : this.add(stream)), open: false })
  }

  private add(stream: Stream): Line {
    const line = { key: this.keys++, stream, spans: [], open: true }
    if (this.head.length < HEAD) {
      this.head.push(line)
    } else {
      this.tail.push(line)
      if (this.tail.length > TAIL + SLACK) this.skip(this.tail.splice(0, SLACK))
    }
    return line
  }

  private skip(lines: Line[]): void {
    this.skippedLines += lines.length
    for (const line of lines) this.skippedBytes += length(line) + 1
  }

  private last(): Line | undefined {
    return this.tail.at(-1) ?? this.head.at(-1)
  }

  private replace(line: Line): void {
    const list = this.tail.length > 0 ? this.tail : this.head
    list[list.length - 1] = line
  }

  private shown(): Shown {
    const head = [...this.head]
    const tail = [...this.tail]
    return {
      head,
      tail,
      skippedLines: this.skippedLines,
      skippedBytes: this.skippedBytes,
      lines: head.length + this.skippedLines + tail.length,
    }
  }

  private tell(): void {
    if (this.frame !== 0) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      this.told = this.shown()
      for (const listener of this.listeners) listener()
    })
  }
}

export function plain(line: Line): string {
  return line.spans.map(span => span.text).join('')
}

function length(line: Line): number {
  return line.spans.reduce((sum, span) => sum + span.text.length, 0)
}
