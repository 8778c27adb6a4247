import { type ClipboardEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../../../lib/words'
import { ActionButton } from '../ActionButton'
import { endInput, typeInput } from '../actions'
import { useDesk, useIde } from '../here'
import { isLive } from './machine'

/** Where one types to the program while it runs; at other times, what it will read. */
export function InputLine() {
  const words = useWords()
  const keyboard = useDesk(desk => (isLive(desk.run) ? desk.run.keyboard : null))
  const typing = useDesk(desk => desk.project.typing)
  const first = useDesk(desk => desk.project.stdin.split('\n')[0] ?? '')
  if (keyboard === 'open') return <Open />
  const written = !typing && keyboard !== 'ended'
  return (
    <div className="input-line">
      <b>{words.inputLabel}</b>
      {written && first !== '' ? (
        <code className="cut">{first}</code>
      ) : (
        <span>{keyboard === 'ended' ? words.inputEnded : typing ? words.inputTyped : words.inputNone}</span>
      )}
      <span className="flex-1" />
      {keyboard === null && !typing && <ActionButton action={typeInput} look="quiet" />}
    </div>
  )
}

function Open() {
  const ide = useIde()
  const words = useWords()
  const [text, setText] = useState('')
  const asks = useDesk(desk => isLive(desk.run) && desk.run.quiet === 'asks')
  const untouched = useDesk(desk => desk.untouched)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()

  // The program asks: whoever started it and has written nothing since may answer at once.
  useLayoutEffect(() => {
    if (asks && untouched) field.current?.focus()
  }, [asks, untouched])

  const send = (line: string) => ide.runs.type(`${line}\n`)
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget
    if (event.ctrlKey && event.key === 'c' && selectionStart === selectionEnd) {
      event.preventDefault()
      ide.runs.interrupt()
    }
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const lines = event.clipboardData.getData('text').split(/\r\n?|\n/)
    if (lines.length === 1) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    lines[0] = text.slice(0, selectionStart ?? 0) + lines[0]
    lines[lines.length - 1] += text.slice(selectionEnd ?? text.length)
    for (const line of lines.slice(0, -1)) send(line)
    setText(lines.at(-1) ?? '')
  }
  return (
    <form
      className="input-line input-line-open"
      onSubmit={event => {
        event.preventDefault()
        send(text)
        setText('')
      }}
    >
      <label htmlFor={id}>{words.inputLabel}</label>
      <input
        ref={field}
        id={id}
        value={text}
        title={words.inputSends}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="send"
        onChange={event => setText(event.target.value)}
        onKeyDown={keys}
        onPaste={paste}
      />
      <ActionButton action={endInput} look="quiet" show="key" className="wide" />
      <ActionButton action={endInput} look="quiet" show="icon" className="narrow" />
    </form>
  )
}
