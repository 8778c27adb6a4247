import type { ReactNode } from 'react'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { useMe } from '../me'
import { Nothing } from '../Nothing'
import { Opening } from '../Sheet'

export function TeachersOnly({ children }: { children: ReactNode }) {
  const said = useAccountWords()
  const words = useWords()
  const { me, waiting } = useMe()
  if (waiting) return <Opening title={said.classes.title} />
  if (me === null) return <Nothing title={said.classes.title} text={said.nobody} to="/sign-in" go={said.signIn.title} />
  if (me.role === 'student')
    return <Nothing title={said.classes.title} text={said.notTeacher} to="/" go={words.notFound.go} />
  return children
}
