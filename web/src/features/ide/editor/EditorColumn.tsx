import { useWords } from '../../../lib/words'
import { FileTabs } from '../files/FileTabs'
import { useDesk } from '../here'
import { Editor } from './Editor'
import { Foot } from './Foot'
import { Undo } from './Undo'

/** The lit sheet: the open files as tabs, and the text of one of them. */
export function EditorColumn() {
  const words = useWords()
  const active = useDesk(desk => desk.project.active)
  return (
    <section className="column column-code" aria-label={words.editor} data-region="editor">
      <FileTabs />
      <div className="sheet lit">
        <Undo />
        <Editor file={active} />
        <Foot />
      </div>
    </section>
  )
}
