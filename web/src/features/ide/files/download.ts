import { zip } from '../../../lib/zip'
import type { Ide } from '../ide'

const KEPT_MS = 10_000

/** One file by its own name, several in an archive. */
export function downloadFiles(ide: Ide, ids: readonly string[]): void {
  const files = ide.desk
    .getState()
    .project.files.filter(file => ids.includes(file.id))
    .map(({ id, name }) => ({ name, content: ide.texts.get(id) }))
  const [only] = files
  if (only === undefined) return
  if (files.length > 1) save('carrel.zip', new Blob([zip(files)], { type: 'application/zip' }))
  else save(only.name.slice(only.name.lastIndexOf('/') + 1), new Blob([only.content], { type: 'text/plain' }))
}

/** The whole project, in an archive with its folders. */
export function downloadAll(ide: Ide): void {
  const files = ide.desk.getState().project.files.map(({ id, name }) => ({ name, content: ide.texts.get(id) }))
  save(`${ide.language.id}.zip`, new Blob([zip(files)], { type: 'application/zip' }))
}

function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
