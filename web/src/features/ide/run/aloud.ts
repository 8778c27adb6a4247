import { create } from 'zustand'
import { words } from '../../../lib/words'
import { type Output, plain } from './output'

/** What the page says to a screen reader beside the state of the run: only when it was asked to. */
export const useAloud = create<{ text: string }>(() => ({ text: '' }))

const MOST_LINES = 30
const readUpTo = new WeakMap<Output, number>()

export function readNewOutput(output: Output): void {
  const { head, tail } = output.get()
  const from = readUpTo.get(output) ?? -1
  const fresh = [...head, ...tail].filter(line => line.key > from)
  readUpTo.set(output, fresh.at(-1)?.key ?? from)
  say(fresh.length === 0 ? words().noNewOutput : fresh.slice(-MOST_LINES).map(plain).join('\n'))
}

export function copyOutput(output: Output): void {
  navigator.clipboard.writeText(output.text()).then(
    () => say(words().copied),
    () => undefined,
  )
}

/** The same words twice are news twice: a reader speaks when the text changes. */
function say(text: string): void {
  useAloud.setState(now => ({ text: now.text === text ? `${text}\u00a0` : text }))
}
