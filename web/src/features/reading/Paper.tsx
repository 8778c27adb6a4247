import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/http'
import { useWords } from '../../lib/words'
import { Say } from '../../ui/Say'
import { Markdown } from './Markdown'
import './reading.css'

interface Text {
  version: string
  language: string
  markdown: string
}

export function Terms() {
  return <Paper name="terms" />
}

export function Privacy() {
  return <Paper name="privacy" />
}

/** A text that people agree to, in their language. */
function Paper({ name }: { name: 'terms' | 'privacy' }) {
  const words = useWords()
  const { data, isError, refetch } = useQuery({
    queryKey: ['papers', name, words.locale],
    queryFn: async () => (await call<Text>('GET', `/papers/${name}?language=${words.locale}`)).body,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return (
    <article className="prose">
      <title>{`${words[name]} · Carrel`}</title>
      {data !== undefined && (
        <>
          <Markdown text={data.markdown} />
          <p className="version">{words.paperVersion(data.version)}</p>
        </>
      )}
      {data === undefined && <h1>{words[name]}</h1>}
      {isError && (
        <Say tone="off" sign="cloud" title={words.offlineTitle} text="">
          <button type="button" className="btn" onClick={() => refetch()}>
            {words.again}
          </button>
        </Say>
      )}
    </article>
  )
}
