import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { Refused } from '../../../lib/http'
import { useProjectWords } from '../../../lib/words/projects'
import { Field, SelectField } from '../Field'
import { Form, Unfit } from '../Form'
import { languages, makeProject, openZip } from './calls'

/** A new project begins with the template of its language. */
export function MakeProject() {
  const said = useProjectWords()
  const navigate = useNavigate()
  const { data = [] } = useQuery({ queryKey: ['languages'], queryFn: languages, staleTime: 300_000 })
  return (
    <Form
      go={said.makeGo}
      send={async ({ name = '', language = '' }) => {
        const chosen = data.find(one => one.id === language)
        if (chosen === undefined) return
        const { id } = await named(said.rules, () => makeProject(name, chosen))
        await navigate({ to: '/projects/$id', params: { id } })
      }}
    >
      <div className="two">
        <Field name="name" label={said.name} hint={said.nameHint} autoComplete="off" />
        <SelectField name="language" label={said.language} usual="python" key={data.length}>
          {data.map(one => (
            <option key={one.id} value={one.id} disabled={one.state !== 'ready'}>
              {one.name}
            </option>
          ))}
        </SelectField>
      </div>
    </Form>
  )
}

/** What is wrong with the name, in the words of the page. */
async function named<T>(rules: Record<string, string>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    const sentence = thrown instanceof Refused ? rules[thrown.problem.rule ?? ''] : undefined
    if (sentence !== undefined) throw new Unfit('name', sentence)
    throw thrown
  }
}

export function OpenZip() {
  const said = useProjectWords()
  const navigate = useNavigate()
  const file = useRef<File | null>(null)
  return (
    <Form
      go={said.importGo}
      tone="plain"
      send={async () => {
        if (file.current === null) throw new Unfit('zip', said.importNone)
        const name = file.current.name.replace(/\.zip$/i, '').slice(0, 60)
        const { id } = await openZip(name, file.current)
        await navigate({ to: '/projects/$id', params: { id } })
      }}
    >
      <Field
        name="zip"
        type="file"
        accept=".zip,application/zip"
        label={said.importFile}
        hint={said.importHint}
        onChange={event => {
          file.current = event.target.files?.[0] ?? null
        }}
      />
    </Form>
  )
}
