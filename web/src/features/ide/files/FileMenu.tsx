import { Menu } from '@base-ui/react/menu'
import { DotsThree } from '@phosphor-icons/react/dist/csr/DotsThree'
import { ActionItems } from '../ActionItems'
import {
  download,
  downloadFile,
  findInFiles,
  format,
  keys,
  moveTo,
  remove,
  rename,
  settings,
  startWith,
  template,
  upload,
} from '../actions'
import { useIde } from '../here'

const GROUPS = [
  [rename, moveTo, startWith, format, downloadFile, remove],
  [upload, findInFiles, download, template],
  [settings, keys],
]

/** What else can be done with the chosen files, and with all of them. */
export function FileMenu({ label }: { label: string }) {
  const ide = useIde()
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger className="btn btn-quiet btn-icon" aria-label={label} title={label}>
        <DotsThree size={18} weight="bold" aria-hidden />
      </Menu.Trigger>
      <Menu.Portal container={ide.over}>
        <Menu.Positioner sideOffset={4} align="start" className="over-all">
          <Menu.Popup className="popup">
            {GROUPS.map((group, i) => (
              <Menu.Group key={group[0]?.id} className={i > 0 ? 'popup-group' : undefined}>
                <ActionItems actions={group} />
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
