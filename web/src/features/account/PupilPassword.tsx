import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../lib/words'
import { useAccountWords } from '../../lib/words/account'
import { type Kind, type Picture, pictures } from './calls'
import { drawingOf, FIELD } from './drawings'
import { PasswordField, Switch } from './Field'
import { useWrong } from './Form'

const PARTS = 4

export function KindSwitch({ kind, choose }: { kind: Kind; choose(kind: Kind): void }) {
  const said = useAccountWords()
  return (
    <Switch
      legend={said.pictures.kind}
      choices={[
        { value: 'pictures', label: said.pictures.pictures },
        { value: 'words', label: said.pictures.words },
      ]}
      value={kind}
      choose={choose}
    />
  )
}

/** A pupil's password: four pictures to press, or four words to write. */
export function PupilPassword({ kind, choose }: { kind: Kind; choose(kind: Kind): void }) {
  const said = useAccountWords()
  return (
    <>
      <KindSwitch kind={kind} choose={choose} />
      {kind === 'words' ? (
        <PasswordField
          name="password"
          label={said.password}
          hint={said.pictures.wordsHint}
          autoComplete="current-password"
        />
      ) : (
        <Pictures />
      )}
    </>
  )
}

export function usePictures(): readonly Picture[] {
  return useQuery({ queryKey: ['pictures'], queryFn: pictures, staleTime: Number.POSITIVE_INFINITY }).data ?? []
}

export function useNameOf(): (picture: Picture) => string {
  const { locale } = useWords()
  return picture => (locale === 'de' ? picture.de : picture.en)
}

/** Each press adds one; which they are shows to whoever sits there, as a game does. */
function Pictures() {
  const said = useAccountWords()
  const all = usePictures()
  const nameOf = useNameOf()
  const wrong = useWrong('password')
  const [chosen, setChosen] = useState<readonly Picture[]>([])
  const full = chosen.length === PARTS
  return (
    <fieldset className="pictures" aria-describedby="pictures-say">
      <legend>{said.pictures.yours}</legend>
      <input type="hidden" name="password" value={full ? chosen.map(one => one.id).join('-') : ''} />
      <div className="picture-row">
        {Array.from({ length: PARTS }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number.
          <span key={i} className="picture-place" data-next={i === chosen.length || undefined}>
            {chosen[i] && <PictureOf picture={chosen[i]} />}
          </span>
        ))}
        <button
          type="button"
          className="btn"
          aria-disabled={chosen.length === 0}
          onClick={() => setChosen(chosen.slice(0, -1))}
        >
          {said.pictures.takeBack}
        </button>
      </div>
      <p className="unseen" role="status">
        {said.pictures.chosen(chosen.length)}: {chosen.map(nameOf).join(', ')}
      </p>
      <p id="pictures-say" className={wrong === null ? 'unseen' : 'hint tone-no'}>
        {wrong?.text}
      </p>
      <div className="picture-grid">
        {all.map((picture, i) => (
          <button
            key={picture.id}
            type="button"
            aria-invalid={i === 0 && wrong !== null ? true : undefined}
            aria-disabled={full}
            onClick={() => !full && setChosen([...chosen, picture])}
          >
            <PictureOf picture={picture} />
          </button>
        ))}
      </div>
    </fieldset>
  )
}

export function PictureOf({ picture }: { picture: Picture }) {
  const nameOf = useNameOf()
  const drawing = drawingOf(picture.id)
  return (
    <>
      <span className="picture" aria-hidden="true">
        {drawing === undefined ? (
          picture.picture
        ) : (
          <svg viewBox={`0 0 ${FIELD} ${FIELD}`} aria-hidden="true">
            <path d={drawing.line} />
            <path className="picture-solid" d={drawing.solid} />
          </svg>
        )}
      </span>
      <span className="picture-name">{nameOf(picture)}</span>
    </>
  )
}
