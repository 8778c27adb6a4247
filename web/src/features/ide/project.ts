import { brokenRule, collide, extension, type PathRule } from '../../lib/paths'

/** A file; its text stands elsewhere, so that typing changes nothing here. */
export interface File {
  id: string
  name: string
}

/** What one run is made of, and how it lies on the desk. The first file is the one that a run starts with. */
export interface Project {
  language: string
  version: string | null
  files: readonly File[]
  active: string
  stdin: string
  args: string
}

const DATA = new Set(
  '.txt .csv .tsv .json .xml .yaml .yml .toml .ini .cfg .md .html .css .svg .png .jpg .jpeg .gif .bmp .wav .in .out .ans .dat .log .sql'.split(
    ' ',
  ),
)

export type NameFault = PathRule | 'extension'

/** What is wrong with a new name among these files, or null. */
export function nameFault(project: Project, sources: readonly string[], name: string, mine?: string): NameFault | null {
  const rule = brokenRule(name)
  if (rule !== null) return rule
  const others = project.files.filter(file => file.id !== mine).map(file => file.name)
  if (collide([...others, name])) return 'path-collision'
  const end = extension(name)
  return sources.includes(end) || DATA.has(end) ? null : 'extension'
}

/** A name like this one that is still free. */
export function freeName(project: Project, wish: string): string {
  const dot = wish.lastIndexOf('.')
  const [stem, end] = dot > 0 ? [wish.slice(0, dot), wish.slice(dot)] : [wish, '']
  for (let n = 1; ; n++) {
    const name = n === 1 ? wish : `${stem}${n}${end}`
    if (!collide([...project.files.map(file => file.name), name])) return name
  }
}

export function withFile(project: Project, file: File): Project {
  return { ...project, files: [...project.files, file], active: file.id }
}

export function withName(project: Project, id: string, name: string): Project {
  return { ...project, files: project.files.map(file => (file.id === id ? { ...file, name } : file)) }
}

/** The last file stays: a project without one cannot be run. */
export function withoutFile(project: Project, id: string): Project {
  if (project.files.length === 1) return project
  const at = project.files.findIndex(file => file.id === id)
  const files = project.files.filter(file => file.id !== id)
  const active = project.active === id ? (files[Math.max(0, at - 1)]?.id ?? '') : project.active
  return { ...project, files, active }
}

export function moved(project: Project, id: string, by: -1 | 1): Project {
  const from = project.files.findIndex(file => file.id === id)
  const to = from + by
  const files = [...project.files]
  const [file] = files.splice(from, 1)
  if (file === undefined || to < 0 || to > files.length) return project
  files.splice(to, 0, file)
  return { ...project, files }
}
