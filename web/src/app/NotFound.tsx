import { Link, useLocation } from '@tanstack/react-router'
import { useWords } from '../lib/words'

export function NotFound() {
  const words = useWords()
  const path = useLocation({ select: location => location.pathname })
  return (
    <div className="reading">
      <h1>{words.notFound.title}</h1>
      <p>{words.notFound.say(path)}</p>
      <Link to="/" className="btn btn-go btn-big">
        {words.notFound.go}
      </Link>
    </div>
  )
}
