import { DownloadSimple } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { size } from '../../../lib/figures'
import type { Artifact } from '../../../lib/wire'
import { useWords } from '../../../lib/words'
import { useDesk } from '../here'

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/bmp'])

/** The files that the program made; pictures are shown, all can be taken along. */
export function Artifacts() {
  const words = useWords()
  const run = useDesk(desk => desk.run)
  const made = run.is === 'finished' ? run.result.artifacts : []
  if (made.length === 0) return <p className="console-none">{words.noArtifacts}</p>
  return made.map(artifact => <Made key={artifact.name} artifact={artifact} />)
}

function Made({ artifact }: { artifact: Artifact }) {
  const words = useWords()
  const url = artifact.url.startsWith('/') ? `/api${artifact.url}` : artifact.url
  return (
    <figure className="artifact">
      <figcaption>
        <b className="cut">{artifact.name}</b>
        <span className="text-ink-3">{size(artifact.bytes)}</span>
        <span className="flex-1" />
        <a
          className="btn btn-quiet btn-icon"
          href={url}
          download={artifact.name.split('/').at(-1)}
          aria-label={words.downloadFile(artifact.name)}
        >
          <DownloadSimple size={16} aria-hidden />
        </a>
      </figcaption>
      {PICTURES.has(artifact.type) && <img src={url} alt={artifact.name} />}
    </figure>
  )
}
