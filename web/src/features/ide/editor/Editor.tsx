import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTheme } from '../../../lib/theme'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'
import { pasted } from '../paste'
import { useSettings } from '../settings/settings'
import type { Pane } from './monaco'
import { PlainEditor } from './PlainEditor'

/**
 * The text of a file. Monaco comes when it is there; until then, and where it does not come at all, a plain field stands
 * in, on the same text: nobody waits to write.
 */
export function Editor({ file }: { file: string }) {
  const ide = useIde()
  const words = useWords()
  const theme = useTheme(state => state.theme)
  const name = useDesk(desk => desk.project.files.find(one => one.id === file)?.name ?? '')
  const language = useDesk(desk => desk.languages.find(one => one.id === desk.project.language)?.editor ?? 'plaintext')
  const findings = useDesk(desk => desk.findings)
  const goTo = useDesk(desk => desk.goTo)
  const files = useDesk(desk => desk.project.files)
  const settings = useSettings()
  const box = useRef<HTMLDivElement>(null)
  const plain = useRef<HTMLTextAreaElement>(null)
  const [pane, setPane] = useState<Pane | null>(null)
  const [taken, setTaken] = useState(false)
  const [failed, setFailed] = useState(false)
  const label = words.editorName(name)

  useEffect(() => {
    let gone = false
    let opened: Pane | null = null
    import('./monaco').then(
      ({ openPane }) => {
        if (gone || box.current === null) return
        opened = openPane(box.current, ide, useSettings.getState(), {
          typed: file => ide.typed(file),
          caret: (line, column) => ide.caret.setState({ line, column }),
          pasted: (text, whole) => pasted(ide, text, whole),
        })
        setPane(opened)
      },
      () => setFailed(true),
    )
    return () => {
      gone = true
      opened?.close()
    }
  }, [ide])

  useLayoutEffect(() => {
    pane?.show(file, name, language, label)
  }, [pane, file, name, language, label])

  // The field goes only now: whoever writes in it goes on in the large editor, without a key between the two.
  useLayoutEffect(() => {
    if (pane === null) return
    const field = plain.current
    if (field?.matches(':focus')) pane.goOn(field.selectionStart, field.selectionEnd)
    setTaken(true)
  }, [pane])

  useEffect(() => pane?.hold(files), [pane, files])

  useEffect(() => pane?.suit(settings), [pane, settings])

  useEffect(() => pane?.paint(theme), [pane, theme])

  useEffect(() => pane?.mark(findings), [pane, findings])

  useEffect(() => {
    if (pane === null || goTo === null || goTo.file !== file) return
    pane.goTo(goTo.line, goTo.column)
    ide.desk.setState({ goTo: null })
  }, [pane, goTo, file, ide])

  return (
    <div className="editor-box">
      {failed && <p className="hint p-2">{words.editorAway}</p>}
      {!taken && <PlainEditor field={plain} file={file} label={label} />}
      <div ref={box} className="editor-monaco" hidden={pane === null} />
    </div>
  )
}
