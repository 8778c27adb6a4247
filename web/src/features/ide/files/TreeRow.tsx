import { CaretDown } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretRight } from '@phosphor-icons/react/dist/csr/CaretRight'
import { File as FileIcon } from '@phosphor-icons/react/dist/csr/File'
import { Play } from '@phosphor-icons/react/dist/csr/Play'
import { Table } from '@phosphor-icons/react/dist/csr/Table'
import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import { classes } from '../../../lib/classes'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'
import { beginDrag, dragged, endDrag, fromOutside } from './drag'
import { moveFiles, takeFiles } from './moving'
import { NameField } from './NameField'
import { folderOf, keyOf, type Row } from './tree'

interface Props {
  row: Row
  lead: boolean
  starts: boolean
  selected: boolean
  chosen: readonly string[]
  press(event: MouseEvent): void
  keys(event: KeyboardEvent): void
  reached(): void
}

export function TreeRow({ row, lead, starts, selected, chosen, press, keys, reached }: Props) {
  const ide = useIde()
  const active = useDesk(desk => row.is === 'file' && desk.project.active === row.file.id)
  const renaming = useDesk(desk => row.is === 'file' && desk.renaming === row.file.id)
  const [over, setOver] = useState(false)
  const ids = row.is === 'folder' ? row.files : [row.file.id]
  const goal = row.is === 'folder' ? row.path : folderOf(row.path)
  return (
    <div
      role="treeitem"
      data-key={keyOf(row)}
      className={classes('file', over && 'file-drop')}
      style={{ paddingLeft: 8 + (row.level - 1) * 14 }}
      aria-level={row.level}
      aria-expanded={row.is === 'folder' ? row.open : undefined}
      aria-selected={selected}
      aria-current={active ? 'true' : undefined}
      tabIndex={lead ? 0 : -1}
      title={row.path}
      draggable={!renaming}
      onClick={renaming ? undefined : press}
      onDoubleClick={() => row.is === 'file' && ide.desk.setState({ renaming: row.file.id })}
      onKeyDown={renaming ? undefined : keys}
      onFocus={renaming ? undefined : reached}
      onContextMenu={() => selected || ide.desk.setState({ chosen: ids })}
      onDragStart={event => beginDrag(event, ide, selected ? chosen : ids)}
      onDragEnd={() => endDrag(ide)}
      onDragOver={event => {
        if (dragged(ide).length === 0 && !fromOutside(event)) return
        event.preventDefault()
        event.stopPropagation()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        if (fromOutside(event)) takeFiles(ide, [...event.dataTransfer.files], goal)
        else moveFiles(ide, dragged(ide), goal)
      }}
    >
      {renaming && row.is === 'file' ? <NameField file={row.file} /> : <Named row={row} starts={starts} />}
    </div>
  )
}

function Named({ row, starts }: { row: Row; starts: boolean }) {
  const words = useWords()
  const ends = row.name.slice(row.name.lastIndexOf('.')).toLowerCase()
  const Picture = row.is === 'folder' ? (row.open ? CaretDown : CaretRight) : /\.[ct]sv$/.test(ends) ? Table : FileIcon
  return (
    <>
      <Picture size={16} aria-hidden />
      <span className="cut">{row.name}</span>
      <Count files={row.is === 'folder' ? (row.open ? '' : row.files.join(' ')) : row.file.id} />
      {starts && (
        <span className="file-note" title={words.entryFile}>
          <Play size={12} aria-hidden />
          <span className="unseen">{words.entryFile}</span>
        </span>
      )}
    </>
  )
}

/** How many problems the last run found in it, or in all that a closed folder holds. */
function Count({ files }: { files: string }) {
  const words = useWords()
  const count = useDesk(desk => desk.findings.filter(finding => files.split(' ').includes(finding.file)).length)
  if (count === 0) return null
  return (
    <span className="file-note file-problems" title={words.problemCount(count)}>
      <span aria-hidden>{count}</span>
      <span className="unseen">{words.problemCount(count)}</span>
    </span>
  )
}
