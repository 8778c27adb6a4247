import { createContext, type FormEvent, type ReactNode, useContext, useLayoutEffect, useRef, useState } from 'react'
import { classes } from '../../lib/classes'
import { Refused, Unreachable } from '../../lib/http'
import { useAccountWords } from '../../lib/words/account'
import { Say } from '../../ui/Say'
import { type Fault, type Told, tell } from './problem'

/** What is wrong with one of the fields. */
interface Wrong {
  field: string
  told: Told
}

const WrongHere = createContext<Wrong | null>(null)

export function useWrong(field: string): Told | null {
  const wrong = useContext(WrongHere)
  return wrong?.field === field ? wrong.told : null
}

/** What somebody sees in the form is not what can be sent. */
export class Unfit extends Error {
  readonly field: string
  constructor(field: string, sentence: string) {
    super(sentence)
    this.field = field
  }
}

export type Given = Record<string, string>

interface Props {
  go: string
  /** Sends what was given; a box that is ticked is given as "on". */
  send(given: Given): Promise<void>
  /** What a 401 means here. */
  denied?: string
  /** What was said of a field before this form was here. */
  refused?: Refused | undefined
  tone?: 'go' | 'plain' | 'stop'
  /** Whether the next can be written once one was sent. */
  again?: boolean
  beside?: ReactNode
  children: ReactNode
}

/** Some fields and one button. What is wrong with a field stands below that field, and the caret goes there. */
export function Form({ go, send, denied, refused, tone = 'go', again = false, beside, children }: Props) {
  const said = useAccountWords()
  const [sending, setSending] = useState(false)
  const [wrong, setWrong] = useState<Wrong | null>(() =>
    refused === undefined ? null : { field: refused.problem.field ?? '', told: tell(refused.problem, said) },
  )
  const [fault, setFault] = useState<Fault | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    if (wrong !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrong])
  const failed = (thrown: unknown) => {
    if (thrown instanceof Unfit) {
      setWrong({ field: thrown.field, told: { text: thrown.message } })
    } else if (thrown instanceof Refused) {
      const { problem } = thrown
      const field = problem.field ?? ''
      if (field !== '' && form.current?.elements.namedItem(field))
        setWrong({ field, told: tell(problem, said, denied) })
      else setFault({ is: 'refused', problem })
    } else if (thrown instanceof Unreachable) {
      setFault({ is: 'away' })
    } else {
      throw thrown
    }
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (sending) return
    const given = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, `${value}`]))
    setSending(true)
    setWrong(null)
    setFault(null)
    try {
      await send(given)
      if (again) form.current?.reset()
    } catch (thrown) {
      failed(thrown)
    } finally {
      setSending(false)
    }
  }
  return (
    <form ref={form} onSubmit={submit} noValidate className="form">
      <WrongHere value={wrong}>{children}</WrongHere>
      <div role="alert">{fault !== null && <Failed fault={fault} {...(denied === undefined ? {} : { denied })} />}</div>
      <div className="acts">
        <button
          type="submit"
          className={classes('btn btn-big', tone === 'go' && 'btn-go', tone === 'stop' && 'btn-stop')}
          aria-disabled={sending}
        >
          {sending ? said.sending : go}
        </button>
        {beside}
      </div>
    </form>
  )
}

/** That something did not happen, and why. */
export function Failed({ fault, denied }: { fault: Fault; denied?: string }) {
  const said = useAccountWords()
  if (fault.is === 'away') return <Say tone="off" sign="cloud" title={said.away} text={said.awaySay} />
  const { text, lang } = tell(fault.problem, said, denied)
  return (
    <div lang={lang}>
      <Say tone="no" sign="cross" title={text} text="" />
    </div>
  )
}
