import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '../../../lib/http'
import { useAccountWords } from '../../../lib/words/account'
import { endClass, type Kind, type MadePupil, oneClass, openClass, type SchoolClass } from '../calls'
import { Failed, Form } from '../Form'
import { Folded, Opening, Sheet } from '../Sheet'
import { useAct } from '../useAct'
import { AddPupils } from './AddPupils'
import { Joining } from './Classes'
import { Lesson } from './Lesson'
import { MadePupils } from './MadePupils'
import { Pupils } from './Pupils'
import { SchoolAnew } from './SchoolAnew'
import { TeachersOnly } from './TeachersOnly'

const USUAL_DAYS = 14

export function OneClass() {
  return (
    <TeachersOnly>
      <Found />
    </TeachersOnly>
  )
}

function Found() {
  const said = useAccountWords()
  const { id } = useParams({ from: '/classes/$id' })
  const queries = useQueryClient()
  const { data, error } = useQuery({ queryKey: ['classes', id], queryFn: () => oneClass(id), retry: false })
  const [made, setMade] = useState<{ pupils: MadePupil[]; kind: Kind } | null>(null)
  const anew = () => queries.invalidateQueries({ queryKey: ['classes'] })
  const above = (
    <p className="above">
      <Link to="/classes">{said.oneClass.all}</Link>
    </p>
  )
  if (error !== null) {
    return (
      <Sheet title={said.classes.title} above={above}>
        <section>
          <Failed fault={error instanceof Refused ? { is: 'refused', problem: error.problem } : { is: 'away' }} />
        </section>
      </Sheet>
    )
  }
  if (data === undefined) return <Opening title={said.classes.title} />
  const { schoolClass, pupils } = data
  const show = async (one: { pupils: MadePupil[]; kind: Kind }) => {
    setMade(one)
    await anew()
  }
  return (
    <Sheet title={schoolClass.name} above={above}>
      {made !== null && <MadePupils {...made} classCode={schoolClass.code} done={() => setMade(null)} />}
      {schoolClass.askedUntil && <SchoolAnew id={id} until={schoolClass.askedUntil} anew={anew} />}
      <TheCode of={schoolClass} anew={anew} />
      <Lesson classId={id} />
      <section>
        <h2>{said.oneClass.pupilsTitle}</h2>
        <Pupils classId={id} pupils={pupils} anew={anew} show={show} />
        <Folded title={said.oneClass.addTitle}>
          <AddPupils classId={id} show={show} />
        </Folded>
      </section>
      <EndClass id={id} />
    </Sheet>
  )
}

/** In two halves, as people say it to each other. */
export function halves(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

function TheCode({ of, anew }: { of: SchoolClass; anew(): Promise<void> }) {
  const said = useAccountWords()
  const { act, acting, fault } = useAct()
  const isOpen = new Date(of.joinUntil).getTime() > Date.now()
  return (
    <section>
      <h2>{said.classes.code}</h2>
      <p className="class-code">{halves(of.code)}</p>
      <p className="soft">
        {said.oneClass.codeSay} <b>{`${location.host}/join`}</b>
      </p>
      <div className="acts">
        <span className={isOpen && of.askedUntil === null ? 'status tone-ok' : 'status tone-off'}>
          <Joining of={of} />
        </span>
        <button
          type="button"
          className="btn"
          aria-disabled={acting}
          onClick={() =>
            act(async () => {
              await openClass(of.id, isOpen ? 0 : USUAL_DAYS)
              await anew()
            })
          }
        >
          {isOpen ? said.oneClass.close : said.oneClass.openAgain}
        </button>
      </div>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
    </section>
  )
}

function EndClass({ id }: { id: string }) {
  const said = useAccountWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return (
    <section>
      <Folded title={said.oneClass.endTitle}>
        <Form
          go={said.oneClass.endGo}
          tone="stop"
          send={async () => {
            await endClass(id)
            await queries.invalidateQueries({ queryKey: ['classes'] })
            await navigate({ to: '/classes' })
          }}
        >
          <p>{said.oneClass.endSay}</p>
        </Form>
      </Folded>
    </section>
  )
}
