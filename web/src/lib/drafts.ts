/** Where changes of projects wait on this device until the server has them; each tab has a place of its own. */
const PREFIX = 'carrel.draft.'

export function draftPrefix(person: string, project: string): string {
  return `${PREFIX}${person}.${project}.`
}

/** The projects of somebody that have changes here which the server has not. */
export function waitingProjects(person: string): Set<string> {
  const mine = `${PREFIX}${person}.`
  try {
    return new Set(
      Object.keys(localStorage)
        .filter(key => key.startsWith(mine))
        .map(key => key.slice(mine.length).split('.')[0] ?? ''),
    )
  } catch {
    return new Set()
  }
}
