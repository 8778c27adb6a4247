import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { tell } from '../../lib/tell'
import { useWords } from '../../lib/words'
import { help } from '../../lib/words/help'
import { Markdown } from './Markdown'
import './reading.css'

export function Help() {
  const words = useWords()
  useEffect(() => tell('help_accessed', { topic: 'help' }), [])
  return (
    <article className="prose">
      <title>{`${words.help} · Carrel`}</title>
      <Markdown text={help[words.locale] ?? help.en} />
      <p>
        <Link to="/" className="btn btn-go btn-big">
          {words.notFound.go}
        </Link>
      </p>
    </article>
  )
}
