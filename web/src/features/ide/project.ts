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
  /** What it reads; when typing, somebody gives that while it runs. */
  stdin: string
  typing: boolean
  args: string
  /** The variables that it finds in its environment, a line each. */
  env: string
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
export function freeName(project: Pick<Project, 'files'>, wish: string): string {
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

/** One file stays: a project without any cannot be run. */
export function withoutFiles(project: Project, ids: readonly string[]): Project {
  const rest = project.files.filter(file => !ids.includes(file.id))
  const files = rest.length === 0 ? project.files.slice(0, 1) : rest
  if (files.length === project.files.length) return project
  const at = project.files.findIndex(file => file.id === project.active)
  const before = project.files.slice(0, at + 1).findLast(file => files.includes(file))
  return { ...project, files, active: project.active === '' ? '' : ((before ?? files[0])?.id ?? '') }
}

/** A run starts with the first file: this one. */
export function startingWith(project: Project, id: string): Project {
  const file = project.files.find(one => one.id === id)
  if (file === undefined || project.files[0] === file) return project
  return { ...project, files: [file, ...project.files.filter(one => one !== file)] }
}

/** These files in another folder, or the fault of the first that cannot go there; empty for the top. */
export function inFolder(
  project: Project,
  sources: readonly string[],
  ids: readonly string[],
  folder: string,
): Project | NameFault {
  let next = project
  for (const { id, name } of project.files.filter(file => ids.includes(file.id))) {
    const own = name.slice(name.lastIndexOf('/') + 1)
    const goal = folder === '' ? own : `${folder}/${own}`
    const fault = nameFault(next, sources, goal, id)
    if (fault !== null) return fault
    next = withName(next, id, goal)
  }
  return next
}

const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]{0,63})=(.*)$/

/** The variables that these lines name; with a line that names none, none of them and that line. */
export function variables(text: string): { named: Record<string, string>; wrong: string | null } {
  const named: Record<string, string> = {}
  for (const line of text.split('\n').map(one => one.trim())) {
    if (line === '') continue
    const [, name, value] = VARIABLE.exec(line) ?? []
    if (name === undefined || value === undefined) return { named: {}, wrong: line }
    named[name] = value
  }
  return { named, wrong: null }
}
