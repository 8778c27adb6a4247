// @vitest-environment jsdom
import { fireEvent, render } from '@testing-library/react'
import { useEffect } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { PlayedEngine, recordedLanguages } from '../../testing/desk'
import { Ide } from './ide'
import { listen } from './keys'

beforeEach(() => localStorage.clear())

function Stand({ ide }: { ide: Ide }) {
  useEffect(() => listen(ide), [ide])
  return (
    <div
      ref={box => {
        ide.root = box
      }}
    >
      <input aria-label={`in ${ide.number}`} />
    </div>
  )
}

function two() {
  const ides = ['one', 'two'].map(name => new Ide(name, recordedLanguages, new PlayedEngine())) as [Ide, Ide]
  const view = render(
    <>
      <Stand ide={ides[0]} />
      <Stand ide={ides[1]} />
      <input aria-label="outside" />
      <button type="button">outside too</button>
    </>,
  )
  return { ides, view }
}

const openPalette = (target: Element) => fireEvent.keyDown(target, { key: 'k', code: 'KeyK', ctrlKey: true })
const over = (ides: readonly Ide[]) => ides.map(ide => ide.desk.getState().over)

it('a key is for the IDE that it is pressed in, and for no other', () => {
  const { ides, view } = two()
  openPalette(view.getByLabelText(`in ${ides[1].number}`))
  expect(over(ides)).toEqual([null, 'find'])
})

it('pressed outside of all it is for the one that was used last, and in a field there for none', () => {
  const { ides, view } = two()
  view.getByLabelText(`in ${ides[0].number}`).focus()
  openPalette(view.getByLabelText('outside'))
  expect(over(ides)).toEqual([null, null])
  openPalette(view.getByText('outside too'))
  expect(over(ides)).toEqual(['find', null])
})

it('an IDE that is gone hears nothing', () => {
  const { ides, view } = two()
  view.unmount()
  openPalette(document.body)
  expect(over(ides)).toEqual([null, null])
})

it('a sign that people write is no key where they write', () => {
  const { ides, view } = two()
  const field = view.getByLabelText(`in ${ides[0].number}`)
  fireEvent.keyDown(field, { key: '?', code: 'Minus', shiftKey: true })
  expect(over(ides)).toEqual([null, null])
  fireEvent.keyDown(view.getByText('outside too'), { key: '?', code: 'Minus', shiftKey: true })
  expect(over(ides)).toEqual([null, 'keys'])
})
