import { bytes, extension } from '../../../lib/paths'
import { freeName, type NameFault, nameFault, type Project } from '../project'

/** What is wrong with a file that somebody brings. */
export type Fault = NameFault | 'not-text' | 'too-large' | 'too-many'

export interface Brought {
  taken: { name: string; text: string }[]
  refused: { name: string; why: Fault }[]
}

export const MOST_SOURCE_BYTES = 100_000
export const MOST_DATA_BYTES = 1 << 20
export const MOST_FILES = 100

/** The files that may come in, by the rules that the server has too; what cannot is named with its reason. */
export async function brought(
  files: readonly File[],
  project: Project,
  sources: readonly string[],
  folder = '',
): Promise<Brought> {
  const all: Brought = { taken: [], refused: [] }
  let names = project.files
  for (const file of files) {
    const wish = folder === '' ? file.name : `${folder}/${file.name}`
    const why = (text: Fault) => all.refused.push({ name: wish, why: text })
    if (names.length === MOST_FILES) {
      why('too-many')
      continue
    }
    const fault = nameFault({ ...project, files: [] }, sources, wish)
    if (fault !== null) {
      why(fault)
      continue
    }
    const most = sources.includes(extension(wish)) ? MOST_SOURCE_BYTES : MOST_DATA_BYTES
    if (file.size > most) {
      why('too-large')
      continue
    }
    const text = read(await file.arrayBuffer(), most)
    if (text === null) {
      why('not-text')
      continue
    }
    const name = freeName({ files: names }, wish)
    names = [...names, { id: name, name }]
    all.taken.push({ name, text })
  }
  return all
}

/** The text that these octets are, or null: nothing is kept that would come back as something else. */
function read(octets: ArrayBuffer, most: number): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(octets)
    return text.includes('\0') || bytes(text) > most ? null : text
  } catch {
    return null
  }
}
