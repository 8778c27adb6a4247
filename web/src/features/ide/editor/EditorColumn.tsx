import { useWords } from '../../../lib/words'
import { FileTabs } from '../files/FileTabs'
import { useDesk } from '../here'
import { Editor } from './Editor'
import { Foot } from './Foot'
import { NoneOpen } from './NoneOpen'
import { Noticed } from './Noticed'
import { OtherTab } from './OtherTab'
import { Undo } from './Undo'
import './editor.css'

/** The lit sheet: the open files as tabs, and the text of one of them. */
export function EditorColumn() {
  const words = useWords()
  const active = useDesk(desk => desk.project.active)
  return (
    <section className="column column-code" aria-label={words.editor} data-region="editor">
      <FileTabs />
      <div className="sheet lit">
        <Undo />
        <OtherTab />
        <Noticed />
        {active === '' ? <NoneOpen /> : <Editor file={active} />}
        <Foot />
      </div>
    </section>
  )
}
