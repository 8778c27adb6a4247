import { Menu } from '@base-ui/react/menu'
import { CaretDown } from '@phosphor-icons/react/dist/csr/CaretDown'
import { File as FileIcon } from '@phosphor-icons/react/dist/csr/File'
import { PushPin } from '@phosphor-icons/react/dist/csr/PushPin'
import { useWords } from '../../../lib/words'
import { ActionItems } from '../ActionItems'
import { closeAll, closeOthers, closeTab, moveLeft, moveRight, pinTab, unpinTab } from '../actions'
import { useDesk, useIde } from '../here'
import { isOpen } from '../open'

const ACTIONS = [pinTab, unpinTab, moveLeft, moveRight, closeTab, closeOthers, closeAll]
const MOST_RECENT = 6

/** All tabs, by project: what is open here, what was closed lately, and what was left open elsewhere. */
export function TabMenu({ label }: { label: string }) {
  const ide = useIde()
  const words = useWords()
  const { files, language } = useDesk(desk => desk.project)
  const languages = useDesk(desk => desk.languages)
  const open = useDesk(desk => desk.open)
  const name = (id: string) => files.find(file => file.id === id)?.name ?? ''
  const closed = open.recent.filter(id => !isOpen(open, id)).slice(0, MOST_RECENT)
  const groups = ide.layout
    .others(language)
    .map(group => ({ ...group, name: languages.find(one => one.id === group.project)?.name }))
    .filter(group => group.name !== undefined)
  const line = (id: string, text: string, pinned: boolean, go: () => void) => (
    <Menu.Item key={id} className="popup-item" onClick={go}>
      {pinned ? <PushPin size={16} aria-hidden /> : <FileIcon size={16} aria-hidden />}
      {text}
      {pinned && <span className="unseen">{words.ide.pinned}</span>}
    </Menu.Item>
  )
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger className="btn btn-quiet btn-icon" aria-label={label} title={label}>
        <CaretDown size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal container={ide.over}>
        <Menu.Positioner sideOffset={4} align="end" className="over-all">
          <Menu.Popup className="popup">
            <Menu.Group>
              <ActionItems actions={ACTIONS} />
            </Menu.Group>
            {open.tabs.length > 0 && (
              <Menu.Group className="popup-group">
                <Menu.GroupLabel className="popup-label">{words.ide.openHere}</Menu.GroupLabel>
                {open.tabs.map(tab => line(tab.file, name(tab.file), tab.pinned, () => ide.activate(tab.file)))}
              </Menu.Group>
            )}
            {closed.length > 0 && (
              <Menu.Group className="popup-group">
                <Menu.GroupLabel className="popup-label">{words.ide.recent}</Menu.GroupLabel>
                {closed.map(id => line(id, name(id), false, () => ide.activate(id)))}
              </Menu.Group>
            )}
            {groups.map(group => (
              <Menu.Group key={group.project} className="popup-group">
                <Menu.GroupLabel className="popup-label">{group.name}</Menu.GroupLabel>
                {group.files.map(file =>
                  line(file.id, file.name, false, () => {
                    ide.choose(group.project)
                    if (ide.desk.getState().project.files.some(one => one.id === file.id)) ide.activate(file.id)
                  }),
                )}
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
