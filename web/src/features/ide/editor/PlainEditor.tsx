import { type RefObject, useEffect } from 'react'
import { useIde } from '../here'
import { pasted } from '../paste'

interface Props {
  field: RefObject<HTMLTextAreaElement | null>
  file: string
  label: string
}

/** A field like any other: what the editor is until the large one has come. */
export function PlainEditor({ field, file, label }: Props) {
  const ide = useIde()
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
  }, [ide, file, field])
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
