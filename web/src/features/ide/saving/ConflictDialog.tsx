import { useRef, useState } from 'react'
import { useProjectWords } from '../../../lib/words/projects'
import { useIde } from '../here'
import { Compare } from './Compare'
import type { Comparison } from './compare'
import { useSaver } from './here'
import { Over } from './Over'

/** A file that was changed here and elsewhere: both texts, and who reads them chooses. */
export function ConflictDialog() {
  const said = useProjectWords()
  const ide = useIde()
  const saver = useSaver()
  // The one that it was opened for, until it is put away.
  const [conflict] = useState(() => {
    const { project, saving } = ide.desk.getState()
    return saving?.conflicts.find(one => one.id === project.active) ?? saving?.conflicts[0]
  })
  const [mine] = useState(() => (conflict === undefined ? '' : ide.texts.get(conflict.id)))
  const compared = useRef<Comparison | null>(null)
  if (conflict === undefined || saver === null) return null
  const { theirs, path } = conflict
  const done = () => {
    const { saving } = ide.desk.getState()
    if (saving !== null) ide.desk.setState({ saving: { ...saving, over: null } })
  }
  const take = (text: string) => {
    ide.lay(saver.choose(conflict, text))
    done()
  }
  const keepEdits = () => {
    const text = compared.current?.text() ?? mine
    if (text === mine) return
    ide.texts.set(conflict.id, text)
    ide.typed()
  }
  const letGo = () => {
    saver.choose(conflict, mine)
    ide.remove([conflict.id])
    ide.save()
    done()
  }
  if (theirs === null) {
    return (
      <Over title={said.deletedTitle(path)}>
        <p className="over-text">{said.deletedSay}</p>
        <div className="over-do">
          <button type="button" className="btn btn-go" onClick={() => take(mine)}>
            {said.keepFile}
          </button>
          <button type="button" className="btn btn-stop" onClick={letGo}>
            {said.letGo}
          </button>
        </div>
      </Over>
    )
  }
  return (
    <Over title={said.conflictTitle(path)} wide leave={keepEdits}>
      <Compare
        name={path}
        left={theirs}
        leftLabel={said.theirs}
        right={mine}
        rightLabel={said.mine}
        editable
        compared={compared}
      />
      <div className="over-do">
        <button type="button" className="btn" onClick={() => take(mine)}>
          {said.keepMine}
        </button>
        <button type="button" className="btn" onClick={() => take(theirs)}>
          {said.takeTheirs}
        </button>
        <button type="button" className="btn btn-go" onClick={() => take(compared.current?.text() ?? mine)}>
          {said.keepEdited}
        </button>
      </div>
    </Over>
  )
}
