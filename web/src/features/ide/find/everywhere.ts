import { words } from '../../../lib/words'
import { say } from '../aloud'
import type { Ide } from '../ide'
import { find, type Hit, replaced } from './find'

/** All places of what is wanted, in the order of the files. */
export function everywhere(ide: Ide): Hit[] {
  const { project, wanted } = ide.desk.getState()
  return find(
    project.files.map(({ id }) => ({ file: id, text: ide.texts.get(id) })),
    wanted,
  )
}

/** Puts the other text in place of the wanted one: in one file, or in all. It can be undone in one go. */
export function replaceEverywhere(ide: Ide, only?: string): void {
  const { project, wanted, by } = ide.desk.getState()
  const files = project.files.filter(file => only === undefined || file.id === only)
  const changed = files
    .map(({ id }) => ({ id, before: ide.texts.get(id), next: replaced(ide.texts.get(id), wanted, by) }))
    .filter(({ before, next }) => before !== next)
  if (changed.length === 0) return
  ide.putAside('changed', '', changed.length)
  for (const { id, next } of changed) {
    ide.texts.set(id, next)
    ide.typed(id)
  }
  say(ide.aloud, words().ide.changed(changed.length))
}
