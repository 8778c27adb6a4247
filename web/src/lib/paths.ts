/** Names of files, by the same rules and golden cases as on the server. */

export type PathRule =
  | 'path-empty'
  | 'path-absolute'
  | 'path-traversal'
  | 'path-empty-part'
  | 'path-control'
  | 'path-character'
  | 'path-too-long'
  | 'path-part-too-long'
  | 'path-collision'

const MAX_CHARACTERS = 255
const MAX_PART_BYTES = 255
const CONTROL = /\p{Cc}/u
const ALLOWED = /^(?:\p{L}\p{M}*|[\p{Nd}_\-./])*$/u

/** The rule that a name breaks, or null when it may stand. */
export function brokenRule(path: string): PathRule | null {
  if (path === '') return 'path-empty'
  if (CONTROL.test(path)) return 'path-control'
  if (!ALLOWED.test(path)) return 'path-character'
  if (path.startsWith('/')) return 'path-absolute'
  for (const part of path.split('/')) {
    if (part === '') return 'path-empty-part'
    if (part === '.' || part === '..') return 'path-traversal'
    if (bytes(part) > MAX_PART_BYTES) return 'path-part-too-long'
  }
  return [...path].length > MAX_CHARACTERS ? 'path-too-long' : null
}

/** Whether two of these names would be one for some file system, or one of them a folder of another. */
export function collide(paths: readonly string[]): boolean {
  const keys = paths.map(collisionKey)
  const taken = new Set(keys)
  if (taken.size < keys.length) return true
  return keys.some(key => {
    const parts = key.split('/')
    return parts.slice(1).some((_, i) => taken.has(parts.slice(0, i + 1).join('/')))
  })
}

function collisionKey(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}

/** From the last dot of the last part, in lower case; empty when it has none but a leading one. */
export function extension(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot).toLowerCase() : ''
}

export function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
