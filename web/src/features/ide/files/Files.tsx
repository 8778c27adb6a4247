import { DotsThree } from '@phosphor-icons/react/dist/csr/DotsThree'
import { useRef, useState } from 'react'
import { classes } from '../../../lib/classes'
import { useWords } from '../../../lib/words'
import { Late } from '../../../ui/Late'
import { ActionButton } from '../ActionButton'
import { findInFiles, newFile, showFiles, upload } from '../actions'
import { FindPanel } from '../find/FindPanel'
import { useDesk, useIde } from '../here'
import { dragged, fromOutside } from './drag'
import { moveFiles, takeFiles } from './moving'
import { Tree } from './Tree'
import './files.css'

/** The files of the project, lying on the desk; or what was looked for in them. */
export function Files() {
  const ide = useIde()
  const words = useWords()
  const side = useDesk(desk => desk.side)
  const [over, setOver] = useState(false)
  useDesk(desk => desk.project.language)
  const deep = useRef(0)
  return (
    <nav
      className={classes('column column-files', over && 'files-drop')}
      aria-label={words.files}
      data-region="files"
      onDragEnter={event => {
        deep.current++
        if (fromOutside(event)) setOver(true)
      }}
      onDragLeave={() => {
        deep.current--
        if (deep.current === 0) setOver(false)
      }}
      onDragOver={event => (fromOutside(event) || dragged(ide).length > 0) && event.preventDefault()}
      onDropCapture={() => {
        deep.current = 0
        setOver(false)
      }}
      onDrop={event => {
        event.preventDefault()
        event.stopPropagation()
        if (fromOutside(event)) takeFiles(ide, [...event.dataTransfer.files])
        else moveFiles(ide, dragged(ide), '')
      }}
    >
      <div className="files-head">
        <h2 className="cut">{side === 'files' ? ide.language.name : words.ide.find}</h2>
        {side === 'files' ? (
          <>
            <ActionButton action={newFile} look="quiet" show="icon" />
            <ActionButton action={upload} look="quiet" show="icon" />
            <ActionButton action={findInFiles} look="quiet" show="icon" />
            <More />
          </>
        ) : (
          <ActionButton action={showFiles} look="quiet" show="icon" />
        )}
      </div>
      {side === 'files' ? <Tree /> : <FindPanel />}
      {over && <p className="drop-word">{words.ide.dropHere}</p>}
      <Upload />
    </nav>
  )
}

/** Opened by its action; by itself it is nowhere. */
function Upload() {
  const ide = useIde()
  return (
    <input
      type="file"
      multiple
      hidden
      onChange={event => {
        const { files } = event.currentTarget
        const brought = [...(files ?? [])]
        event.currentTarget.value = ''
        takeFiles(ide, brought)
      }}
    />
  )
}

const menu = async () => (await import('./FileMenu')).FileMenu

function More() {
  const words = useWords()
  const label = useDesk(({ project, chosen }) =>
    chosen.length > 1
      ? words.ide.selected(chosen.length)
      : words.moreForFile(project.files.find(file => file.id === (chosen[0] ?? project.active))?.name ?? words.files),
  )
  return (
    <Late load={menu} given={{ label }} popup="menu" label={label} className="btn btn-quiet btn-icon">
      <DotsThree size={18} weight="bold" aria-hidden />
    </Late>
  )
}
