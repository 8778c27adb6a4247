import { createStore, type StoreApi } from 'zustand/vanilla'
import { words } from '../../lib/words'
import { type Output, plain } from './run/output'

/** What an IDE says to a screen reader beside the state of its run: what was asked for, and what cannot be seen. */
export type Aloud = StoreApi<{ text: string }>

const MOST_LINES = 30
const readUpTo = new WeakMap<Output, number>()

export function newAloud(): Aloud {
  return createStore(() => ({ text: '' }))
}

export function readNewOutput(aloud: Aloud, output: Output): void {
  const { head, tail } = output.get()
  const from = readUpTo.get(output) ?? -1
  const fresh = [...head, ...tail].filter(line => line.key > from)
  readUpTo.set(output, fresh.at(-1)?.key ?? from)
  say(aloud, fresh.length === 0 ? words().noNewOutput : fresh.slice(-MOST_LINES).map(plain).join('\n'))
}

export function copyOutput(aloud: Aloud, output: Output): void {
  navigator.clipboard.writeText(output.text()).then(
    () => say(aloud, words().copied),
    () => undefined,
  )
}

/** The same words twice are news twice: a reader speaks when the text changes. */
export function say(aloud: Aloud, text: string): void {
  aloud.setState(now => ({ text: now.text === text ? `${text}\u00a0` : text }))
}
