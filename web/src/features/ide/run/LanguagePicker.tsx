import { Select } from '@base-ui/react/select'
import { CaretDown } from '@phosphor-icons/react/dist/csr/CaretDown'
import type { Language } from '../../../lib/wire'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'

/** Which language, and which version of it. */
export function LanguagePicker() {
  const ide = useIde()
  const words = useWords()
  const languages = useDesk(desk => desk.languages)
  const chosen = useDesk(desk => desk.project.language)
  const version = useDesk(desk => desk.project.version)
  const language = ide.language
  const versions = language.versions.filter(one => one.state === 'ready')
  return (
    <span className="row">
      <Pick
        label={words.language}
        value={chosen}
        items={[...languages].sort(byUse).map(one => ({
          value: one.id,
          name: one.name,
          note: one.state === 'ready' ? '' : words.notInstalled,
        }))}
        choose={id => ide.choose(id)}
      />
      {versions.length > 1 && (
        <Pick
          label={words.version}
          value={version ?? versions[0]?.version ?? ''}
          items={versions.map(one => ({ value: one.version, name: one.version, note: '' }))}
          choose={one => ide.chooseVersion(one)}
        />
      )}
    </span>
  )
}

/** What runs here first, then by name. */
function byUse(a: Language, b: Language): number {
  return Number(b.state === 'ready') - Number(a.state === 'ready') || a.name.localeCompare(b.name)
}

interface Item {
  value: string
  name: string
  note: string
}

function Pick({
  label,
  value,
  items,
  choose,
}: {
  label: string
  value: string
  items: Item[]
  choose: (value: string) => void
}) {
  return (
    <Select.Root value={value} onValueChange={next => next !== null && choose(next)}>
      <Select.Trigger
        className="btn btn-quiet"
        aria-label={`${label}: ${items.find(item => item.value === value)?.name}`}
      >
        <span>{items.find(item => item.value === value)?.name}</span>
        <CaretDown size={14} aria-hidden />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} align="start" alignItemWithTrigger={false}>
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
