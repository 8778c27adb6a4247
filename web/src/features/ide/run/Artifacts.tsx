import { DownloadSimple } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { File as FileIcon } from '@phosphor-icons/react/dist/csr/File'
import { Image } from '@phosphor-icons/react/dist/csr/Image'
import { useMemo } from 'react'
import { size } from '../../../lib/figures'
import type { Artifact } from '../../../lib/wire'
import { useWords } from '../../../lib/words'
import { useDesk } from '../here'
import { Animation } from './Animation'
import { address, type Exhibit, exhibits } from './series'

const NOTHING: readonly Artifact[] = []

function useExhibits(): readonly Exhibit[] {
  const made = useDesk(desk => (desk.run.is === 'finished' ? desk.run.result.artifacts : NOTHING))
  return useMemo(() => exhibits(made), [made])
}

/** The files that the program made; pictures are shown, all can be taken along. */
export function Artifacts() {
  const words = useWords()
  const all = useExhibits()
  if (all.length === 0) return <p className="console-none">{words.noArtifacts}</p>
  return all.map(one => <Shown key={keyOf(one)} one={one} />)
}

/** What is worth seeing of it, below what the program printed. */
export function Inline() {
  const all = useExhibits()
  return all.filter(one => one.is !== 'file').map(one => <Shown key={keyOf(one)} one={one} />)
}

function keyOf(one: Exhibit): string {
  return one.is === 'frames' ? (one.frames[0]?.url ?? '') : one.artifact.url
}

function Shown({ one }: { one: Exhibit }) {
  if (one.is === 'frames') return <Animation name={one.name} frames={one.frames} />
  const { artifact } = one
  const Picture = one.is === 'file' ? FileIcon : Image
  return (
    <figure className="artifact">
      <figcaption>
        <Picture size={16} aria-hidden />
        <b className="cut">{artifact.name}</b>
        <span className="text-ink-3">{size(artifact.bytes)}</span>
        <span className="flex-1" />
        <Take artifact={artifact} />
      </figcaption>
      {one.is === 'picture' && <img src={address(artifact)} alt={artifact.name} />}
    </figure>
  )
}

export function Take({ artifact }: { artifact: Artifact }) {
  const words = useWords()
  return (
    <a
      className="btn btn-quiet btn-icon"
      href={address(artifact)}
      download={artifact.name.split('/').at(-1)}
      aria-label={words.downloadFile(artifact.name)}
      title={words.downloadFile(artifact.name)}
    >
      <DownloadSimple size={16} aria-hidden />
    </a>
  )
}
