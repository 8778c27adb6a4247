import { copiesBelow, dropCopy, keepCopy, readCopy } from './copies'

/** A project as the server had it last. */
export interface ProjectCopy {
  name: string
  /** When the server said so. */
  at: string
  files: { path: string; revision: number; text: string }[]
  /** Names of its files that are no text. */
  others: string[]
}

const of = (person: string, id = '') => `projects/${person}/${id}`

export const keepProject = (person: string, id: string, copy: ProjectCopy) => keepCopy(of(person, id), copy)
export const readProject = (person: string, id: string) => readCopy<ProjectCopy>(of(person, id))
export const dropProject = (person: string, id: string) => dropCopy(of(person, id))

/** Somebody's projects that can be opened here although nobody answers. */
export async function keptProjects(person: string): Promise<{ id: string; name: string }[]> {
  const ids = await copiesBelow(of(person))
  const all = await Promise.all(ids.map(async id => ({ id, name: (await readProject(person, id))?.name ?? '' })))
  return all.filter(one => one.name !== '').sort((a, b) => a.name.localeCompare(b.name))
}

/** Those that the server has no more go from here too. */
export async function keepOnly(person: string, ids: ReadonlySet<string>): Promise<void> {
  for (const id of await copiesBelow(of(person))) if (!ids.has(id)) await dropProject(person, id)
}
