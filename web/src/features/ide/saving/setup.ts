import { extension } from '../../../lib/paths'
import type { Language } from '../../../lib/wire'
import type { KeptProject } from '../keep'
import type { Project } from '../project'

/** How a project lies on the desk: what of it is not in its files. It stays on this device. */
export interface Setup extends Omit<Project, 'files' | 'active'> {
  /** Names of files: the one that was open, and all in their order, of which the first starts a run. */
  active: string
  order: readonly string[]
}

type Named = Pick<KeptProject, 'files'>

const FIRST: Omit<Setup, 'language' | 'active' | 'order'> = {
  version: null,
  stdin: '',
  typing: false,
  args: '',
  env: '',
}

export function setupOf({ files, texts: _, mark: __, active, ...rest }: KeptProject, language: string): Setup {
  return {
    ...rest,
    language,
    active: files.find(file => file.id === active)?.name ?? '',
    order: files.map(file => file.name),
  }
}

/** The language that most of its files are written in; of two, the one whose usual first file is there. */
export function languageOf(names: readonly string[], languages: readonly Language[]): Language | undefined {
  const files = (language: Language) => names.filter(name => language.extensions.includes(extension(name))).length
  const score = (language: Language) => 2 * files(language) + (names.includes(language.entry) ? 1 : 0)
  const [best] = [...languages].sort((a, b) => score(b) - score(a))
  return best !== undefined && files(best) > 0 ? best : undefined
}

/** Its files in the order in which they lay here last; the first is one that a run can start with. */
export function ordered<F extends { name: string }>(files: readonly F[], setup: Setup | null, language: Language): F[] {
  const at = ({ name }: F) => {
    const known = setup?.order.indexOf(name) ?? -1
    if (known >= 0) return known
    if (setup !== null) return setup.order.length
    return name === language.entry ? 0 : language.extensions.includes(extension(name)) ? 1 : 2
  }
  return [...files].sort((a, b) => at(a) - at(b))
}

export function laidOut(named: Named, setup: Setup | null): Omit<KeptProject, 'files' | 'texts' | 'mark'> {
  const { language: _, order: __, active, ...rest } = setup ?? { ...FIRST, language: '', order: [], active: '' }
  return { ...rest, active: (named.files.find(file => file.name === active) ?? named.files[0])?.id ?? '' }
}

const key = (person: string, project: string) => `carrel.setup.${person}.${project}`

export function readSetup(person: string, project: string): Setup | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key(person, project)) ?? 'null') as Partial<Setup> | null
    if (typeof kept?.language !== 'string' || !Array.isArray(kept.order)) return null
    return { ...FIRST, active: '', ...kept, language: kept.language, order: kept.order }
  } catch {
    return null
  }
}

export function keepSetup(person: string, project: string, setup: Setup): void {
  try {
    localStorage.setItem(key(person, project), JSON.stringify(setup))
  } catch {
    // The next time it lies there as for the first.
  }
}
