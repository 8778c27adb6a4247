import { X } from '@phosphor-icons/react/dist/csr/X'
import { classes } from '../../../lib/classes'
import { useWords } from '../../../lib/words'
import { ActionButton } from '../ActionButton'
import { newFile, palette } from '../actions'
import { useDesk, useIde } from '../here'

/** The files as tabs; arrows go along them, Delete takes one away. */
export function FileTabs() {
  const ide = useIde()
  const words = useWords()
  const files = useDesk(desk => desk.project.files)
  const active = useDesk(desk => desk.project.active)
  const go = (from: number, by: number) => {
    const file = files[(from + by + files.length) % files.length]
    if (file === undefined) return
    ide.activate(file.id)
    requestAnimationFrame(() => document.getElementById(`tab-${file.id}`)?.focus())
  }
  return (
    <div className="tabs">
      <div className="tablist" role="tablist" aria-label={words.openFiles}>
        {files.map((file, i) => (
          <span key={file.id} role="presentation" className={classes('tab', file.id === active && 'tab-open')}>
            <button
              type="button"
              role="tab"
              id={`tab-${file.id}`}
              aria-selected={file.id === active}
              tabIndex={file.id === active ? 0 : -1}
              onClick={() => ide.activate(file.id)}
              onKeyDown={event => {
                if (event.altKey) return
                if (event.key === 'ArrowRight') go(i, 1)
                else if (event.key === 'ArrowLeft') go(i, -1)
                else if (event.key === 'Delete') ide.remove(file.id)
              }}
            >
              {file.name}
            </button>
            {files.length > 1 && (
              <button
                type="button"
                className="tab-x"
                tabIndex={-1}
                aria-label={`${words.action.remove} ${file.name}`}
                title={`${words.action.remove} ${file.name}`}
                onClick={() => ide.remove(file.id)}
              >
                <X size={14} aria-hidden />
              </button>
            )}
          </span>
        ))}
      </div>
      <ActionButton action={newFile} look="quiet" show="icon" />
      <ActionButton action={palette} look="quiet" show="icon" className="narrow" />
    </div>
  )
}
