import { CheckCircle } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { Clock } from '@phosphor-icons/react/dist/csr/Clock'
import { CloudSlash } from '@phosphor-icons/react/dist/csr/CloudSlash'
import { CursorText } from '@phosphor-icons/react/dist/csr/CursorText'
import { Gauge } from '@phosphor-icons/react/dist/csr/Gauge'
import { Hourglass } from '@phosphor-icons/react/dist/csr/Hourglass'
import { XCircle } from '@phosphor-icons/react/dist/csr/XCircle'
import type { ReactNode } from 'react'

export type Tone = 'ok' | 'no' | 'wait' | 'you' | 'off'
export type Sign = 'check' | 'cross' | 'clock' | 'hourglass' | 'gauge' | 'cloud' | 'caret' | 'live' | 'none'

const pictures = {
  check: CheckCircle,
  cross: XCircle,
  clock: Clock,
  hourglass: Hourglass,
  gauge: Gauge,
  cloud: CloudSlash,
  caret: CursorText,
}

/** The picture that goes with a word; the word says the same. */
export function SignOf({ sign, size = 16 }: { sign: Sign; size?: number }) {
  if (sign === 'none') return null
  if (sign === 'live') return <span className="live-dot" />
  const Picture = pictures[sign]
  return <Picture size={size} aria-hidden />
}

/** A state in at most two sentences and two actions. */
export function Say(props: { tone: Tone; sign: Sign; title: string; text: string; children?: ReactNode }) {
  const { tone, sign, title, text, children } = props
  return (
    <div className={`say say-${tone}`}>
      <span className={`contents tone-${tone}`}>
        <SignOf sign={sign} size={20} />
      </span>
      <h3 className={`tone-${tone}`}>{title}</h3>
      {text !== '' && <p>{text}</p>}
      {children && <div className="say-do">{children}</div>}
    </div>
  )
}
