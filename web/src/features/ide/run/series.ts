import type { Artifact } from '../../../lib/wire'

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/bmp'])

/** What a program made, as it is shown: pictures by themselves, many numbered ones as an animation, and other files. */
export type Exhibit =
  | { is: 'picture'; artifact: Artifact }
  | { is: 'frames'; name: string; frames: readonly Artifact[] }
  | { is: 'file'; artifact: Artifact }

/** So many of one name are seen one after the other; fewer, each by itself, unless they are called frames. */
const MANY = 8

export function exhibits(artifacts: readonly Artifact[]): Exhibit[] {
  const series = new Map<string, { n: number; artifact: Artifact }[]>()
  for (const artifact of artifacts) {
    const [, stem, n, end] = /^(.*?)(\d+)(\.\w+)$/.exec(artifact.name) ?? []
    if (stem === undefined || !PICTURES.has(artifact.type)) continue
    const name = `${stem}…${end}`
    series.set(name, [...(series.get(name) ?? []), { n: Number(n), artifact }])
  }
  const moving = [...series].filter(
    ([name, all]) => all.length >= MANY || (all.length > 1 && /frames?[-_]?…/i.test(name)),
  )
  const taken = new Set(moving.flatMap(([, all]) => all.map(one => one.artifact)))
  return [
    ...moving.map(
      ([name, all]): Exhibit => ({
        is: 'frames',
        name,
        frames: all.sort((a, b) => a.n - b.n).map(one => one.artifact),
      }),
    ),
    ...artifacts
      .filter(artifact => !taken.has(artifact))
      .map((artifact): Exhibit => ({ is: PICTURES.has(artifact.type) ? 'picture' : 'file', artifact })),
  ]
}

export function address({ url }: Artifact): string {
  return url.startsWith('/') ? `/api${url}` : url
}
