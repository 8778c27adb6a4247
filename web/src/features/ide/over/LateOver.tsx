import { type ComponentType, useCallback, useEffect, useState } from 'react'
import { useWords } from '../../../lib/words'
import type { Over } from '../desk'
import { useDesk, useIde } from '../here'
import './over.css'

export interface Given {
  over: Over
  /** What was typed before it was there. */
  begun: string
  /** Enter was pressed before it was there: what comes first is meant. */
  entered: boolean
  /** Now it takes what is typed. */
  arrived(): void
}

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus()
}

export const TITLES = { find: 'palette', open: 'quickOpen', move: 'moveTo' } as const

/** What opens over the desk comes when it is first wanted. Until then a field takes what is typed, so that no key goes astray. */
export function LateOver() {
  const ide = useIde()
  const words = useWords()
  const over = useDesk(desk => desk.over)
  const [Come, setCome] = useState<ComponentType<Given> | null>(null)
  const [begun, setBegun] = useState('')
  const [entered, setEntered] = useState(false)
  const [there, setThere] = useState(false)
  const arrived = useCallback(() => setThere(true), [])
  const enter = () => setEntered(true)
  const close = () => ide.desk.setState({ over: null })
  useEffect(() => {
    if (over === null) {
      setBegun('')
      setEntered(false)
      setThere(false)
    } else if (Come === null) {
      import('./Overlays').then(
        come => setCome(() => come.Overlays),
        () => ide.desk.setState({ over: null }),
      )
    }
  }, [over, Come, ide])
  if (over === null) return null
  const waits = !there && over !== 'settings' && over !== 'keys'
  return (
    <>
      {Come && <Come over={over} begun={begun} entered={entered} arrived={arrived} />}
      {waits && <Waiting title={words.action[TITLES[over]]} type={setBegun} enter={enter} leave={close} />}
    </>
  )
}

interface Waited {
  title: string
  type(text: string): void
  enter(): void
  leave(): void
}

function Waiting({ title, type, enter, leave }: Waited) {
  const press = (key: string) => {
    if (key === 'Escape') leave()
    if (key === 'Enter') enter()
  }
  return (
    <div className="palette">
      <input
        ref={takeFocus}
        className="palette-input"
        placeholder={title}
        aria-label={title}
        onInput={event => type(event.currentTarget.value)}
        onKeyDown={event => press(event.key)}
      />
    </div>
  )
}
