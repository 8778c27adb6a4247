import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { type Limit, type Usage as Used, usage } from '../calls'

const SECOND_MS = 1000

/** What somebody may use, and how much of it they have used. */
export function Usage() {
  const said = useAccountWords()
  const { data } = useQuery({ queryKey: ['usage'], queryFn: usage })
  if (data === undefined) return null
  return (
    <section>
      <h2>{said.usage.title}</h2>
      {data.limits.length === 0 ? <p className="soft">{said.usage.none}</p> : <Limits used={data} />}
    </section>
  )
}

function Limits({ used }: { used: Used }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const until = used.until === null ? '' : said.usage.until(new Date(used.until).toLocaleString(locale))
  return (
    <>
      {used.tier !== null && (
        <p className="soft">{[said.usage.tier[used.tier], until].filter(part => part !== '').join(', ')}.</p>
      )}
      <ul className="ledger">
        {used.limits.flatMap(limit => {
          const name = said.usage.limit[limit.name]
          return name === undefined ? [] : [<Row key={limit.name} name={name} limit={limit} />]
        })}
      </ul>
    </>
  )
}

function Row({ name, limit }: { name: string; limit: Limit }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const scale = limit.name === 'cpu-ms-day' ? SECOND_MS : 1
  const used = Math.round(limit.used / scale)
  const most = Math.round(limit.most / scale)
  return (
    <li>
      <span>{name}</span>
      <span className="figure">{said.usage.of(used.toLocaleString(locale), most.toLocaleString(locale))}</span>
      <span className="used" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (100 * used) / most)}%` }} data-full={used >= most || undefined} />
      </span>
    </li>
  )
}
