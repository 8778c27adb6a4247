import { Select } from '@base-ui/react/select'
import { CaretDown } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useIde } from '../here'
import { type Picking, picked } from './picking'

/** A list to choose from, open from the start: it comes when it is wanted. */
export function Pick(given: Picking) {
  const ide = useIde()
  const { label, value, items, choose } = given
  const name = picked(given)
  return (
    <Select.Root value={value} defaultOpen onValueChange={next => next !== null && choose(next)}>
      <Select.Trigger className="btn btn-quiet" aria-label={`${label}: ${name}`}>
        <span>{name}</span>
        <CaretDown size={14} aria-hidden />
      </Select.Trigger>
      <Select.Portal container={ide.over}>
        <Select.Positioner className="over-all" sideOffset={4} align="start" alignItemWithTrigger={false}>
          <Select.Popup className="popup">
            <Select.List>
              {items.map(item => (
                <Select.Item key={item.value} value={item.value} disabled={item.note !== ''} className="popup-item">
                  <Select.ItemText>{item.name}</Select.ItemText>
                  {item.note !== '' && <span className="text-1 text-ink-3">{item.note}</span>}
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
