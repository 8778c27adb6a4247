import { CaretLeft } from '@phosphor-icons/react/dist/csr/CaretLeft'
import { CaretRight } from '@phosphor-icons/react/dist/csr/CaretRight'
import { FilmStrip } from '@phosphor-icons/react/dist/csr/FilmStrip'
import { Pause } from '@phosphor-icons/react/dist/csr/Pause'
import { Play } from '@phosphor-icons/react/dist/csr/Play'
import { useEffect, useId, useState } from 'react'
import type { Artifact } from '../../../lib/wire'
import { useWords } from '../../../lib/words'
import { Take } from './Artifacts'
import { address } from './series'

const SPEEDS = [1, 2, 5, 10, 24] as const
/** For whom motion is too much, pictures change as slowly as one turns pages. */
const CALM = 1
const USUAL = 10

/** Pictures one after the other. It stands still until somebody plays it. */
export function Animation({ name, frames }: { name: string; frames: readonly Artifact[] }) {
  const words = useWords()
  const [at, setAt] = useState(0)
  const [plays, setPlays] = useState(false)
  const [speed, setSpeed] = useState<number>(() =>
    matchMedia('(prefers-reduced-motion: reduce)').matches ? CALM : USUAL,
  )
  const id = useId()
  const last = frames.length - 1

  useEffect(() => {
    if (!plays) return
    const timer = setInterval(() => setAt(now => Math.min(now + 1, last)), 1000 / speed)
    return () => clearInterval(timer)
  }, [plays, speed, last])

  useEffect(() => {
    if (at === last) setPlays(false)
  }, [at, last])

  // Those that come next are there before their turn.
  useEffect(() => {
    if (!plays && at === 0) return
    const ahead = frames.slice(at + 1, at + 1 + Math.max(4, speed)).map(frame => {
      const picture = document.createElement('img')
      picture.src = address(frame)
      return picture
    })
    return () => void ahead.splice(0)
  }, [frames, at, plays, speed])

  const frame = frames[at]
  if (frame === undefined) return null
  const step = (by: number) => {
    setPlays(false)
    setAt(Math.max(0, Math.min(at + by, last)))
  }
  const play = () => {
    if (at === last) setAt(0)
    setPlays(!plays)
  }
  return (
    <figure className="artifact" aria-label={words.ide.frames(frames.length)}>
      <figcaption>
        <FilmStrip size={16} aria-hidden />
        <b className="cut">{name}</b>
        <span className="text-ink-3">{words.ide.frames(frames.length)}</span>
        <span className="flex-1" />
        <Take artifact={frame} />
      </figcaption>
      <img src={address(frame)} alt={words.ide.frame(at + 1, frames.length)} />
      <div className="frames">
        <Key name={words.ide.stepBack} press={() => step(-1)} picture={CaretLeft} />
        <Key name={plays ? words.ide.pause : words.ide.play} press={play} picture={plays ? Pause : Play} />
        <Key name={words.ide.stepOn} press={() => step(1)} picture={CaretRight} />
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label={words.ide.frame(at + 1, frames.length)}
          onChange={event => step(Number(event.target.value) - at)}
        />
        <span className="frames-at">
          {at + 1} / {frames.length}
        </span>
        <label className="unseen" htmlFor={id}>
          {words.ide.speed}
        </label>
        <select
          id={id}
          className="frames-speed"
          title={words.ide.speed}
          value={speed}
          onChange={event => setSpeed(Number(event.target.value))}
        >
          {SPEEDS.map(one => (
            <option key={one} value={one}>
              {one}/s
            </option>
          ))}
        </select>
      </div>
    </figure>
  )
}

function Key({ name, press, picture: Picture }: { name: string; press(): void; picture: typeof Play }) {
  return (
    <button type="button" className="btn btn-quiet btn-icon" aria-label={name} title={name} onClick={press}>
      <Picture size={16} weight="fill" aria-hidden />
    </button>
  )
}
