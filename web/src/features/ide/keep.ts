import type { Project } from './project'

/**
 * What is kept on this device: one project a language, each with its texts, and which of them lies on the desk. Where two
 * tabs changed the same one, the second text waits unchosen.
 */
export interface Kept {
  language: string
  projects: Record<string, KeptProject>
  unchosen: Record<string, KeptProject>
}

export interface KeptProject extends Omit<Project, 'language'> {
  texts: Record<string, string>
  /** Another one after every save; empty before the first. */
  mark: string
}

const VERSION = 1

/** What was kept, as far as it makes sense: a bad entry is dropped alone. */
export function read(text: string | null): Kept | null {
  const kept = record(parsed(text))
  if (kept?.version !== VERSION || typeof kept.language !== 'string') return null
  return { language: kept.language, projects: readAll(kept.projects), unchosen: readAll(kept.unchosen) }
}

function readAll(value: unknown): Record<string, KeptProject> {
  const all: Record<string, KeptProject> = {}
  for (const [language, one] of Object.entries(record(value) ?? {})) {
    const project = readProject(one)
    if (project !== null) all[language] = project
  }
  return all
}

function readProject(value: unknown): KeptProject | null {
  const project = record(value)
  const texts = record(project?.texts)
  if (!project || !texts || !Array.isArray(project.files)) return null
  const files = project.files.flatMap(entry => {
    const file = record(entry)
    return file && typeof file.id === 'string' && typeof file.name === 'string' && typeof texts[file.id] === 'string'
      ? [{ id: file.id, name: file.name }]
      : []
  })
  const first = files[0]
  if (first === undefined) return null
  return {
    mark: typeof project.mark === 'string' ? project.mark : '',
    files,
    texts: Object.fromEntries(files.map(file => [file.id, texts[file.id] as string])),
    version: typeof project.version === 'string' ? project.version : null,
    active: files.find(file => file.id === project.active)?.id ?? first.id,
    stdin: typeof project.stdin === 'string' ? project.stdin : '',
    typing: project.typing === true,
    args: typeof project.args === 'string' ? project.args : '',
    env: typeof project.env === 'string' ? project.env : '',
  }
}

export function write(kept: Kept): string {
  return JSON.stringify({ version: VERSION, ...kept })
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}
