import { useEffect, useRef } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import type { Kind, MadePupil } from '../calls'
import { MadePassword } from '../MadePassword'
import { halves } from './OneClass'

/** New pupils and their passwords, to be handed out: one slip each. */
export function MadePupils(props: { pupils: MadePupil[]; kind: Kind; classCode: string; done(): void }) {
  const { pupils, kind, classCode, done } = props
  const said = useAccountWords()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className="slips">
      <h2 ref={title} tabIndex={-1}>
        {said.oneClass.madeTitle}
      </h2>
      <p className="soft">{said.oneClass.madeSay}</p>
      <ul>
        {pupils.map(pupil => (
          <li key={pupil.id}>
            <b>{pupil.name}</b>
            <span className="soft">
              {said.classCode} {halves(classCode)}, {`${location.host}/sign-in`}
            </span>
            <MadePassword password={pupil.password} kind={kind} />
          </li>
        ))}
      </ul>
      <div className="acts">
        <button type="button" className="btn btn-go" onClick={() => window.print()}>
          {said.oneClass.print}
        </button>
        <button type="button" className="btn" onClick={done}>
          {said.oneClass.done}
        </button>
      </div>
    </section>
  )
}
