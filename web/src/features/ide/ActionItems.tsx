import { Menu } from '@base-ui/react/menu'
import { written } from '../../lib/chord'
import { useWords } from '../../lib/words'
import { type Action, press } from './actions/action'
import { useIde } from './here'

/** Actions as lines of a menu; what makes no sense now is left out. */
export function ActionItems({ actions }: { actions: readonly Action[] }) {
  const ide = useIde()
  const words = useWords()
  return actions
    .filter(action => action.shown?.(ide) ?? true)
    .map(action => (
      <Menu.Item key={action.id} className="popup-item" onClick={() => press(action, ide, words)}>
        <action.icon size={16} aria-hidden />
        {words.action[action.id]}
        {action.keys && <kbd>{written(action.keys)}</kbd>}
      </Menu.Item>
    ))
}
