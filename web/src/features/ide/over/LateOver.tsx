import { type ComponentType, useCallback, useEffect, useState } from 'react'
import { useWords } from '../../../lib/words'
import type { Over } from '../desk'
import { useDesk, useIde } from '../here'
import './over.css'

export interface Given {
  over: Over
  /** What was typed before it was there. */
  begun: string
  /** Now it takes what is typed. */
  arrived(): void
}

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus()
}

export const TITLES = { find: 'palette', open: 'quickOpen', move: 'moveTo' } as const

/** What opens over the desk comes when it is first wanted. Until then a field takes what is typed, so that no letter goes astray. */
export function LateOver() {
  const ide = useIde()
  const words = useWords()
  const over = useDesk(desk => desk.over)
  const [Come, setCome] = useState<ComponentType<Given> | null>(null)
  const [begun, setBegun] = useState('')
  const [there, setThere] = useState(false)
  const arrived = useCallback(() => setThere(true), [])
  const close = () => ide.desk.setState({ over: null })
  useEffect(() => {
    if (over === null) {
      setBegun('')
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
      {Come && <Come over={over} begun={begun} arrived={arrived} />}
      {waits && <Waiting title={words.action[TITLES[over]]} type={setBegun} leave={close} />}
    </>
  )
}

function Waiting({ title, type, leave }: { title: string; type(text: string): void; leave(): void }) {
  return (
    <div className="palette">
      <input
        ref={takeFocus}
        className="palette-input"
        placeholder={title}
        aria-label={title}
        onInput={event => type(event.currentTarget.value)}
        onKeyDown={event => event.key === 'Escape' && leave()}
      />
    </div>
  )
}
