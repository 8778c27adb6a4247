import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../../../lib/words'
import { useIde } from '../here'
import { type Entry, entries, type Group } from './entries'
import { type Given, TITLES } from './LateOver'

interface Props extends Given {
  over: 'find' | 'open' | 'move'
}

/** Find or do: every file, every action, every language by a few letters of its name; some may be written already. */
export function Palette(props: Props) {
  const ide = useIde()
  const words = useWords()
  const title = words.action[TITLES[props.over]]
  const close = () => ide.desk.setState({ over: null })
  return (
    <Dialog.Root open onOpenChange={open => open || close()}>
      <Dialog.Portal container={ide.over}>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="palette" aria-label={title}>
          <Search {...props} title={title} close={close} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Search({ over, title, close, begun, entered, arrived }: Props & { title: string; close: () => void }) {
  const ide = useIde()
  const words = useWords()
  const [typed, setTyped] = useState(begun)
  const groups = entries(ide, words, over, typed)
  const field = useRef<HTMLInputElement>(null)
  const choose = (entry: Entry) => {
    close()
    // After the dialog has given the focus back, so that what is done may take it.
    setTimeout(() => entry.perform())
  }
  const arrive = useEffectEvent(() => {
    field.current?.focus()
    arrived()
    const first = groups[0]?.items[0]
    if (entered && first) choose(first)
  })
  // In one step with the field that stood here before it: no key falls between the two.
  useLayoutEffect(() => arrive(), [])
  const { choose: chooses, actions, line } = words.ide.paletteHint
  return (
    <Autocomplete.Root
      items={groups}
      value={typed}
      onValueChange={setTyped}
      mode="none"
      inline
      open
      autoHighlight="always"
      itemToStringValue={(entry: Entry) => entry.label}
    >
      <Autocomplete.Input ref={field} className="palette-input" placeholder={title} aria-label={title} />
      <Autocomplete.Empty className="palette-none">{words.nothingHere}</Autocomplete.Empty>
      <Autocomplete.List className="palette-list">
        {(group: Group) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className="palette-group">{group.value}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(entry: Entry) => (
                <Autocomplete.Item key={entry.value} value={entry} className="popup-item" onClick={() => choose(entry)}>
                  <entry.icon size={16} aria-hidden />
                  <span className="cut">{entry.label}</span>
                  {entry.note !== undefined && <span className="palette-note">{entry.note}</span>}
                  {entry.keys !== '' && <kbd>{entry.keys}</kbd>}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      {over === 'find' && (
        <p className="palette-foot" aria-hidden>
          <span>
            <kbd>↑ ↓</kbd> {chooses}
          </span>
          <span>
            <kbd>{'>'}</kbd> {actions}
          </span>
          <span>
            <kbd>:</kbd> {line}
          </span>
        </p>
      )}
    </Autocomplete.Root>
  )
}
