import type { KeptProject } from './keep'
import { freeName } from './project'

/** Whether two tabs hold the same work, wherever in it each of them looks. */
export function sameWork(a: KeptProject, b: KeptProject | undefined): boolean {
  return b !== undefined && work(a) === work(b)
}

function work({ files, texts, version, stdin, typing, args, env }: KeptProject): string {
  return JSON.stringify([files.map(({ id, name }) => [name, texts[id]]), version, stdin, typing, args, env])
}

/** My work, with what the other tab made of it beside: their files that are not mine get names that are still free. */
export function both(mine: KeptProject, theirs: KeptProject): KeptProject {
  const files = [...mine.files]
  const texts = { ...mine.texts }
  for (const { id, name } of theirs.files) {
    const text = theirs.texts[id] ?? ''
    if (mine.files.some(file => file.name === name && mine.texts[file.id] === text)) continue
    const added = crypto.randomUUID()
    files.push({ id: added, name: freeName({ files }, name) })
    texts[added] = text
  }
  return { ...mine, files, texts }
}
