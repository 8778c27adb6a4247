import { useNavigate, useParams } from '@tanstack/react-router'
import { useMe } from '../features/account/me'
import { Nothing } from '../features/account/Nothing'
import { ProjectDesk } from '../features/ide/saving/ProjectDesk'
import { Shared } from '../features/ide/shared/Shared'
import { useProjectWords } from '../lib/words/projects'

/** One project of somebody's, on the desk. */
export function ProjectPage() {
  const said = useProjectWords()
  const { id } = useParams({ from: '/projects/$id' })
  const { me, waiting } = useMe()
  const { leave, goTo } = useWays()
  if (waiting) return null
  if (me === null) return <Nothing title={said.title} text={said.nobody} to="/sign-in" go={said.signIn} />
  return <ProjectDesk key={id} id={id} person={me.id} leave={leave} goTo={goTo} />
}

/** What somebody else shows. */
export function SharedPage() {
  const { id } = useParams({ from: '/shared/$id' })
  const { me, waiting } = useMe()
  const { goTo } = useWays()
  return waiting ? null : <Shared key={id} id={id} signedIn={me !== null} goTo={goTo} />
}

function useWays(): { leave(): void; goTo(id: string): void } {
  const navigate = useNavigate()
  return {
    leave: () => void navigate({ to: '/projects' }),
    goTo: id => void navigate({ to: '/projects/$id', params: { id } }),
  }
}
