import { Menu } from '@base-ui/react/menu'
import { DotsThree } from '@phosphor-icons/react/dist/csr/DotsThree'
import { File as FileIcon } from '@phosphor-icons/react/dist/csr/File'
import { Play } from '@phosphor-icons/react/dist/csr/Play'
import { written } from '../../../lib/chord'
import { useWords } from '../../../lib/words'
import { ActionButton } from '../ActionButton'
import { download, moveLeft, moveRight, newFile, remove, rename, template } from '../actions'
import { useDesk, useIde } from '../here'
import { NameField } from './NameField'

/** The files of the project, lying on the desk. */
export function Files() {
  const ide = useIde()
  const words = useWords()
  const files = useDesk(desk => desk.project.files)
  const active = useDesk(desk => desk.project.active)
  const renaming = useDesk(desk => desk.renaming)
  useDesk(desk => desk.project.language)
  return (
    <nav className="column column-files" aria-label={words.files} data-region="files">
      <div className="files-head">
        <h2>{ide.language.name}</h2>
        <ActionButton action={newFile} look="quiet" show="icon" />
        <More />
      </div>
      <ul>
        {files.map((file, i) => (
          <li key={file.id}>
            {renaming === file.id ? (
              <NameField file={file} />
            ) : (
              <button
                type="button"
                className="file"
                aria-current={file.id === active}
                onClick={() => ide.activate(file.id)}
                onDoubleClick={() => ide.desk.setState({ renaming: file.id })}
              >
                <FileIcon size={16} aria-hidden />
                <span className="cut">{file.name}</span>
                {i === 0 && files.length > 1 && (
                  <span className="file-note" title={words.entryFile}>
                    <Play size={12} aria-hidden />
                    <span className="unseen">{words.entryFile}</span>
                  </span>
                )}
              </button>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function More() {
  const ide = useIde()
  const words = useWords()
  const open = useDesk(desk => desk.project.files.find(file => file.id === desk.project.active)?.name ?? '')
  return (
    <Menu.Root>
      <Menu.Trigger
        className="btn btn-quiet btn-icon"
        aria-label={words.moreForFile(open)}
        title={words.moreForFile(open)}
      >
        <DotsThree size={18} weight="bold" aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start">
          <Menu.Popup className="popup">
            {[rename, remove, moveLeft, moveRight, template, download]
              .filter(action => action.shown?.(ide) ?? true)
              .map(action => (
                <Menu.Item key={action.id} className="popup-item" onClick={() => action.perform(ide)}>
                  <action.icon size={16} aria-hidden />
                  {words.action[action.id]}
                  {action.keys && <kbd>{written(action.keys)}</kbd>}
                </Menu.Item>
              ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
