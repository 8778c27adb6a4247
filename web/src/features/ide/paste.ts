import { seemsLike } from './detect'
import type { Ide } from './ide'

/** Somebody pasted a text. Where it is all that the file holds, and is in another language, that is offered. */
export function pasted(ide: Ide, text: string, whole: string): void {
  if (text.trim() === '' || whole.trim() !== text.trim()) return
  const { languages, project } = ide.desk.getState()
  const known = languages.filter(language => language.state === 'ready').map(language => language.id)
  const language = seemsLike(text, known)
  const offer = language !== null && language !== project.language
  ide.desk.setState({ notice: offer ? { is: 'seems', language, text: whole } : null })
}

/** The project of that language, with this text in the file that it starts with; what was there can be put back. */
export function takeOver(ide: Ide, language: string, text: string): void {
  ide.choose(language)
  const { project } = ide.desk.getState()
  const first = project.files[0]
  if (project.language !== language || first === undefined) return
  if (ide.texts.get(first.id) !== ide.language.template) ide.putAside('changed')
  ide.activate(first.id)
  ide.texts.set(first.id, text)
  ide.typed(first.id)
}
