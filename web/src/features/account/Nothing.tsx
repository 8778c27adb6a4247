import { Link } from '@tanstack/react-router'
import { Frame } from './Frame'

/** A step that somebody reached without the one before it. */
export function Nothing(props: {
  title: string
  text: string
  to: '/' | '/sign-up' | '/sign-in' | '/forgot'
  go: string
}) {
  const { title, text, to, go } = props
  return (
    <Frame title={title}>
      <h1>{title}</h1>
      <p className="lead">{text}</p>
      <Link to={to} className="btn btn-go btn-big justify-self-start">
        {go}
      </Link>
    </Frame>
  )
}
