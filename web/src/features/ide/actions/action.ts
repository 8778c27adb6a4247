import type { Icon } from '@phosphor-icons/react/dist/lib/types'
import type { Chord } from '../../../lib/chord'
import { tell } from '../../../lib/tell'
import type { Words } from '../../../lib/words'
import { say } from '../aloud'
import type { Ide } from '../ide'

/** Something that a person can do: its button, key, menu entry and line in the palette all come from here. */
export interface Action {
  id: keyof Words['action']
  icon: Icon
  keys?: Chord
  /** Only where the focus is in this part; elsewhere the key means something else. */
  within?: string
  /** Its key is a sign that people write. */
  outsideText?: true
  /** It has no line in the palette: whoever reads that has it already. */
  unlisted?: true
  /** Why it cannot be done now, or null. */
  hindered?(ide: Ide, words: Words): string | null
  /** Whether it makes sense now; else neither its key nor its line is there. */
  shown?(ide: Ide): boolean
  /** @param key that was pressed for it, if one was */
  perform(ide: Ide, key?: string): void
}

/** The one way in which all of them are done; what cannot be done says why. */
export function press(action: Action, ide: Ide, words: Words, key?: string): void {
  const why = action.hindered?.(ide, words) ?? null
  if (why === null) {
    tell('feature_used', { feature: action.id })
    action.perform(ide, key)
    return
  }
  say(ide.aloud, why)
  if (action.id !== 'run') ide.desk.setState({ notice: { is: 'hindered', action: words.action[action.id], why } })
}
