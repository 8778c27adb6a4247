/** Numbers with units, as short as they say enough. */

export function time(ms: number): string {
  if (ms < 10) return `${trim(ms, 1)} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  return ms < 60_000 ? `${trim(ms / 1000, ms < 10_000 ? 2 : 1)} s` : `${Math.round(ms / 60_000)} min`
}

/** A clock that people watch: always as wide, so that it does not tremble. */
export function clock(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 1000)} s`
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${trim(bytes / 1024, 1)} KB`
  return `${trim(bytes / (1024 * 1024), bytes < 10_000_000 ? 1 : 0)} MB`
}

export function seconds(ms: number): number {
  return Math.max(0, Math.ceil(ms / 1000))
}

function trim(n: number, digits: number): string {
  return String(Number(n.toFixed(digits)))
}
