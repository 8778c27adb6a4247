import { written } from '../../lib/chord'
import { classes } from '../../lib/classes'
import { useWords } from '../../lib/words'
import { type Action, press } from './actions/action'
import { useDesk, useIde } from './here'

interface Props {
  action: Action
  look?: 'plain' | 'go' | 'stop' | 'quiet'
  /** Its picture alone, or with its word and key. */
  show?: 'icon' | 'word' | 'key'
  expanded?: boolean
  className?: string
}

/** A button for an action. One that cannot be pressed now stays where it is, can be reached, and says why. */
export function ActionButton({ action, look = 'plain', show = 'word', expanded, className }: Props) {
  const ide = useIde()
  const words = useWords()
  useDesk(desk => desk.run)
  const why = action.hindered?.(ide, words) ?? null
  const name = words.action[action.id]
  const key = action.keys ? written(action.keys) : ''
  const Picture = action.icon
  return (
    <button
      type="button"
      className={classes('btn', look !== 'plain' && `btn-${look}`, show === 'icon' && 'btn-icon', className)}
      aria-disabled={why !== null}
      aria-expanded={expanded}
      aria-label={show === 'icon' ? name : undefined}
      aria-description={why ?? undefined}
      aria-keyshortcuts={key.replaceAll(' ', '+').replace('Ctrl', 'Control').replace('Cmd', 'Meta') || undefined}
      title={why ?? (show === 'key' ? undefined : key ? `${name} (${key})` : show === 'icon' ? name : undefined)}
      onClick={() => press(action, ide, words)}
    >
      <Picture size={16} weight={look === 'go' || look === 'stop' ? 'fill' : 'regular'} aria-hidden />
      {show !== 'icon' && <span>{name}</span>}
      {show === 'key' && key && <kbd aria-hidden>{key}</kbd>}
    </button>
  )
}
