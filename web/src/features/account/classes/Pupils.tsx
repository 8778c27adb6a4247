import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { anotherPassword, type Kind, type MadePupil, type Pupil, removePupil } from '../calls'
import { Failed } from '../Form'
import { useAct } from '../useAct'

interface Props {
  classId: string
  pupils: Pupil[]
  anew(): Promise<void>
  show(made: { pupils: MadePupil[]; kind: Kind }): Promise<void>
}

/** Who is in the class. Removing somebody is undone by another password, so nothing is asked twice. */
export function Pupils({ classId, pupils, anew, show }: Props) {
  const said = useAccountWords()
  const { act, fault } = useAct()
  const [removed, setRemoved] = useState('')
  if (pupils.length === 0) return <p className="soft">{said.oneClass.noPupils}</p>
  const another = (pupil: Pupil) =>
    act(async () => show({ pupils: [await anotherPassword(classId, pupil.id, 'pictures')], kind: 'pictures' }))
  const remove = (pupil: Pupil) =>
    act(async () => {
      await removePupil(classId, pupil.id)
      setRemoved(said.oneClass.removed(pupil.name))
      await anew()
    })
  return (
    <>
      <p className="soft">{said.classes.pupils(pupils.length)}</p>
      <p role="status" className="hint">
        {removed}
      </p>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
      <ul className="ledger">
        {pupils.map(pupil => (
          <li key={pupil.id}>
            <b className="cut">{pupil.name}</b>
            <button
              type="button"
              className="btn"
              aria-label={said.oneClass.anotherFor(pupil.name)}
              onClick={() => another(pupil)}
            >
              {said.oneClass.another}
            </button>
            <button
              type="button"
              className="btn btn-quiet"
              aria-label={said.oneClass.removeOne(pupil.name)}
              onClick={() => remove(pupil)}
            >
              {said.oneClass.remove}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
