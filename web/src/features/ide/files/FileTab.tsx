import { PushPin } from '@phosphor-icons/react/dist/csr/PushPin'
import { X } from '@phosphor-icons/react/dist/csr/X'
import { type DragEvent, useState } from 'react'
import { classes } from '../../../lib/classes'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'
import type { Tab } from '../open'
import { beginDrag, dragged, endDrag } from './drag'

interface Props {
  tab: Tab
  at: number
  go(by: 1 | -1): void
  close(): void
}

/** One open file: a click looks at it, a drag puts it elsewhere in the row. */
export function FileTab({ tab: { file, pinned }, at, go, close }: Props) {
  const ide = useIde()
  const words = useWords()
  const name = useDesk(desk => desk.project.files.find(one => one.id === file)?.name ?? '')
  const active = useDesk(desk => desk.project.active === file)
  const modified = useDesk(desk => desk.modified.includes(file))
  const [side, setSide] = useState<'before' | 'after' | null>(null)
  const half = (event: DragEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return event.clientX < left + width / 2 ? 'before' : 'after'
  }
  const says = [pinned && words.ide.pinned, modified && words.ide.modified].filter(Boolean).join(', ')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what can be dragged has a twin: Alt Shift and an arrow
    <span
      role="presentation"
      className={classes('tab', active && 'tab-open', side !== null && `tab-drop-${side}`)}
      draggable
      onDragStart={event => beginDrag(event, ide, [file])}
      onDragEnd={() => endDrag(ide)}
      onDragOver={event => {
        if (dragged(ide).length !== 1) return
        event.preventDefault()
        setSide(half(event))
      }}
      onDragLeave={() => setSide(null)}
      onDrop={event => {
        const [moved] = dragged(ide)
        setSide(null)
        if (moved === undefined) return
        event.preventDefault()
        event.stopPropagation()
        const from = ide.desk.getState().open.tabs.findIndex(tab => tab.file === moved)
        const to = half(event) === 'before' ? at : at + 1
        if (from < 0) ide.activate(moved)
        else ide.tabs.place(moved, from < to ? to - 1 : to)
      }}
      onAuxClick={event => event.button === 1 && close()}
    >
      <button
        type="button"
        role="tab"
        data-file={file}
        aria-selected={active}
        tabIndex={active || (at === 0 && ide.desk.getState().project.active === '') ? 0 : -1}
        onClick={() => ide.activate(file)}
        onKeyDown={event => {
          if (event.altKey) return
          if (event.key === 'ArrowRight') go(1)
          else if (event.key === 'ArrowLeft') go(-1)
          else if (event.key === 'Delete') close()
        }}
      >
        {pinned && <PushPin size={14} aria-hidden />}
        <span className="tab-name">{name}</span>
        {modified && <span className="unsent-dot" />}
        {says !== '' && <span className="unseen">{`, ${says}`}</span>}
      </button>
      {!pinned && (
        // For the mouse alone: a row of tabs holds tabs, and who hears it closes them by Delete, by Alt W or in the menu.
        <span className="tab-x" aria-hidden title={words.action.closeTab} onClick={close}>
          <X size={14} />
        </span>
      )}
    </span>
  )
}
