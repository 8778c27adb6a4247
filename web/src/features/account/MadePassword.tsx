import type { Kind } from './calls'
import { PictureOf, usePictures } from './PupilPassword'

/** A pupil's password as it is shown, this once: in pictures where it is made of them. */
export function MadePassword({ password, kind }: { password: string; kind: Kind }) {
  const all = usePictures()
  const parts = password.split('-').flatMap(part => all.find(picture => picture.id === part) ?? [])
  if (kind === 'words' || parts.length === 0) return <p className="made-words">{password}</p>
  return (
    <ol className="picture-row">
      {parts.map(picture => (
        <li key={picture.id} className="picture-place">
          <PictureOf picture={picture} />
        </li>
      ))}
    </ol>
  )
}
