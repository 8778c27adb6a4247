import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { addPupils, type Kind, type MadePupil } from '../calls'
import { LinesField } from '../Field'
import { Form, Unfit } from '../Form'
import { KindSwitch } from '../PupilPassword'

const ROWS = 6

/** Several at once, for a class that comes for the first time. */
export function AddPupils(props: { classId: string; show(made: { pupils: MadePupil[]; kind: Kind }): Promise<void> }) {
  const { classId, show } = props
  const said = useAccountWords()
  const [kind, setKind] = useState<Kind>('pictures')
  return (
    <Form
      go={said.oneClass.add}
      tone="plain"
      again
      send={async given => {
        const names = (given.names ?? '').split('\n').flatMap(line => line.trim() || [])
        if (names.length === 0) throw new Unfit('names', said.oneClass.namesHint)
        await show({ pupils: await addPupils(classId, names, kind), kind })
      }}
    >
      <LinesField name="names" label={said.oneClass.names} hint={said.oneClass.namesHint} rows={ROWS} />
      <div className="field">
        <span className="field-name">{said.oneClass.kind}</span>
        <KindSwitch kind={kind} choose={setKind} />
      </div>
    </Form>
  )
}
