import { pressed } from '../../lib/chord'
import { words } from '../../lib/words'
import { actions } from './actions'
import { press } from './actions/action'
import type { Ide } from './ide'

/** The IDEs of the page, the one that was used last at the end. */
const open: Ide[] = []

/**
 * Keys do what their actions say, in the IDE that they are pressed in. What is pressed outside of all of them, and in no
 * field there, is for the one that was used last.
 */
export function listen(ide: Ide): () => void {
  open.push(ide)
  const use = (event: FocusEvent) => {
    if (!(event.target instanceof Node) || !ide.root?.contains(event.target)) return
    open.splice(open.indexOf(ide), 1)
    open.push(ide)
  }
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const target = event.target instanceof Element ? event.target : document.body
    if (whose(target) !== ide) return
    const action = actions.find(
      one => one.keys && pressed(event, one.keys) && (one.within === undefined || target.closest(one.within) !== null),
    )
    if (action === undefined || action.shown?.(ide) === false) return
    if (action.outsideText && isText(target)) return
    event.preventDefault()
    event.stopPropagation()
    press(action, ide, words(), event.code.replace(/^(Key|Digit)/, ''))
  }
  // Before the editor, which would take some of these keys for itself.
  window.addEventListener('keydown', hear, true)
  window.addEventListener('focusin', use)
  return () => {
    open.splice(open.indexOf(ide), 1)
    window.removeEventListener('keydown', hear, true)
    window.removeEventListener('focusin', use)
  }
}

function whose(target: Element): Ide | undefined {
  const inside = open.find(ide => ide.root?.contains(target))
  return inside ?? (isText(target) || target.closest('.ide') ? undefined : open.at(-1))
}

function isText(target: Element): boolean {
  return target.closest('input, textarea, select, [contenteditable]') !== null
}
