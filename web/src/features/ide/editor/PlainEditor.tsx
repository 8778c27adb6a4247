import { useEffect, useRef } from 'react'
import { useIde } from '../here'
import { pasted } from '../paste'

/** A field like any other: what the editor is until the large one has come. */
export function PlainEditor({ file, label }: { file: string; label: string }) {
  const ide = useIde()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const box = field.current
    if (box === null) return
    box.value = ide.texts.get(file)
    return ide.texts.lend(file, {
      read: () => box.value,
      replace: text => {
        box.value = text
      },
    })
  }, [ide, file])
  return (
    <textarea
      ref={field}
      className="editor-plain"
      aria-label={label}
      spellCheck={false}
      autoCapitalize="off"
      data-region-start
      onInput={() => ide.typed(file)}
      onPaste={({ currentTarget, clipboardData }) => {
        const text = clipboardData.getData('text')
        requestAnimationFrame(() => pasted(ide, text, currentTarget.value))
      }}
    />
  )
}
