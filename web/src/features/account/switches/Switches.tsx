import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { Failed } from '../Form'
import { useMe } from '../me'
import { Nothing } from '../Nothing'
import { Folded, Opening, Sheet } from '../Sheet'
import { useAct } from '../useAct'
import { changeFlag, changes, deleteFlag, type Flag, flags, makeFlag, switchOff } from './calls'
import { FlagForm } from './FlagForm'

const KEY = ['flags']

/** What is on for whom; for admins. */
export function Switches() {
  const said = useAccountWords()
  const words = useWords()
  const { me, waiting } = useMe()
  if (waiting) return <Opening title={said.switches.title} />
  if (me === null)
    return <Nothing title={said.switches.title} text={said.nobody} to="/sign-in" go={said.signIn.title} />
  if (me.role !== 'admin')
    return <Nothing title={said.switches.title} text={said.switches.notAdmin} to="/" go={words.notFound.go} />
  return <All />
}

function All() {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: KEY, queryFn: flags })
  if (data === undefined) return <Opening title={said.switches.title} />
  return (
    <Sheet title={said.switches.title}>
      <section>
        <p className="soft">{said.switches.lead}</p>
        {data.length === 0 && <p>{said.switches.none}</p>}
      </section>
      {data.map(flag => (
        <One key={flag.name} flag={flag} />
      ))}
      <section>
        <Folded title={said.switches.make}>
          <FlagForm
            go={said.switches.make}
            send={async (name, wish) => {
              await makeFlag(name, wish)
              await queries.invalidateQueries({ queryKey: KEY })
            }}
          />
        </Folded>
      </section>
    </Sheet>
  )
}

function One({ flag }: { flag: Flag }) {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { act, acting, fault } = useAct()
  const anew = () => queries.invalidateQueries({ queryKey: KEY })
  const then = (work: Promise<unknown>) => work.finally(anew)
  return (
    <section aria-label={flag.name}>
      <h2>{flag.name}</h2>
      <p className="soft">{said.switches.says(flag.enabled, flag.rolloutPercentage, flag.userWhitelist.length)}</p>
      <div className="acts">
        <button
          type="button"
          className="btn btn-stop"
          aria-disabled={acting || !flag.enabled}
          onClick={() => flag.enabled && act(async () => void (await then(switchOff(flag.name))))}
        >
          {said.switches.switchOff}
        </button>
        {!flag.enabled && (
          <button
            type="button"
            className="btn btn-quiet"
            aria-disabled={acting}
            onClick={() => act(async () => void (await then(deleteFlag(flag.name))))}
          >
            {said.switches.delete}
          </button>
        )}
      </div>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
      <Folded title={said.switches.change}>
        <FlagForm
          key={flag.revision}
          of={flag}
          go={said.switches.change}
          send={async (name, wish) => {
            await changeFlag(name, flag.revision, wish)
            await anew()
          }}
        />
      </Folded>
      <Folded title={said.switches.history}>
        <History flag={flag} />
      </Folded>
    </section>
  )
}

function History({ flag: { name, revision } }: { flag: Flag }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const { data = [] } = useQuery({ queryKey: [...KEY, name, revision], queryFn: () => changes(name) })
  return (
    <ul className="ledger">
      {data.map(change => (
        <li key={change.at}>
          <span>{said.switches.did[change.what]}</span>
          <span className="soft">{new Date(change.at).toLocaleString(locale)}</span>
          <code className="cut">{change.by}</code>
        </li>
      ))}
    </ul>
  )
}
