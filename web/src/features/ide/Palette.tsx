import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { File as FileIcon } from '@phosphor-icons/react/dist/csr/File'
import { Translate } from '@phosphor-icons/react/dist/csr/Translate'
import type { Icon } from '@phosphor-icons/react/dist/lib/types'
import { written } from '../../lib/chord'
import { useWords } from '../../lib/words'
import { actions } from './actions'
import { useDesk, useIde } from './here'

interface Entry {
  value: string
  label: string
  icon: Icon
  keys: string
  perform(): void
}

/** Find or do: every file, every action, every language by a few letters of its name. */
export function Palette() {
  const ide = useIde()
  const words = useWords()
  const open = useDesk(desk => desk.paletteOpen)
  const close = () => ide.desk.setState({ paletteOpen: false })
  return (
    <Dialog.Root open={open} onOpenChange={opened => ide.desk.setState({ paletteOpen: opened })}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="palette" aria-label={words.action.palette}>
          <Search close={close} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Search({ close }: { close: () => void }) {
  const words = useWords()
  const groups = useEntries()
  const choose = (entry: Entry) => {
    close()
    // After the dialog has given the focus back, so that what is done may take it.
    setTimeout(() => entry.perform())
  }
  return (
    <Autocomplete.Root
      items={groups}
      inline
      open
      autoHighlight="always"
      itemToStringValue={(entry: Entry) => entry.label}
    >
      <Autocomplete.Input
        className="palette-input"
        placeholder={words.action.palette}
        aria-label={words.action.palette}
      />
      <Autocomplete.Empty className="palette-none">{words.nothingHere}</Autocomplete.Empty>
      <Autocomplete.List className="palette-list">
        {(group: (typeof groups)[number]) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className="palette-group">{group.value}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(entry: Entry) => (
                <Autocomplete.Item key={entry.value} value={entry} className="popup-item" onClick={() => choose(entry)}>
                  <entry.icon size={16} aria-hidden />
                  {entry.label}
                  {entry.keys !== '' && <kbd>{entry.keys}</kbd>}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function useEntries(): { value: string; items: Entry[] }[] {
  const ide = useIde()
  const words = useWords()
  const files = useDesk(desk => desk.project.files)
  const languages = useDesk(desk => desk.languages)
  return [
    {
      value: words.fileGroup,
      items: files.map(file => ({
        value: `file ${file.id}`,
        label: file.name,
        icon: FileIcon,
        keys: '',
        perform: () => ide.activate(file.id),
      })),
    },
    {
      value: words.actionGroup,
      items: actions
        .filter(action => action.shown?.(ide) ?? true)
        .map(action => ({
          value: action.id,
          label: words.action[action.id],
          icon: action.icon,
          keys: action.keys ? written(action.keys) : '',
          perform: () => (action.hindered?.(ide, words) ?? null) === null && action.perform(ide),
        })),
    },
    {
      value: words.languageGroup,
      items: languages
        .filter(language => language.state === 'ready')
        .map(language => ({
          value: `language ${language.id}`,
          label: language.name,
          icon: Translate,
          keys: '',
          perform: () => ide.choose(language.id),
        })),
    },
  ]
}
