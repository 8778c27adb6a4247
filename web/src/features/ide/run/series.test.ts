import { expect, it } from 'vitest'
import { exhibits } from './series'

const made = (name: string) => ({
  name,
  type: name.endsWith('.csv') ? 'text/csv' : 'image/png',
  bytes: 1,
  url: `/x/${name}`,
})
const shown = (...names: string[]) =>
  exhibits(names.map(made)).map(one =>
    one.is === 'frames' ? `${one.name} ${one.frames.length}` : `${one.is} ${one.artifact.name}`,
  )

it('a few plots are pictures, each by itself', () => {
  expect(shown('figure-1.png', 'figure-2.png', 'figure-3.png')).toEqual([
    'picture figure-1.png',
    'picture figure-2.png',
    'picture figure-3.png',
  ])
})

it('what is called frames, and many of one name, is an animation in the order of its numbers', () => {
  expect(shown('frame1.png', 'frame2.png', 'a.csv')).toEqual(['frame….png 2', 'file a.csv'])
  const many = Array.from({ length: 11 }, (_, i) => `out/step_${11 - i}.png`)
  const [one] = exhibits(many.map(made))
  expect(one?.is === 'frames' && one.frames.map(frame => frame.name).slice(0, 2)).toEqual([
    'out/step_1.png',
    'out/step_2.png',
  ])
})

it('numbers of other files make no animation', () => {
  expect(shown('frame1.csv', 'frame2.csv')).toEqual(['file frame1.csv', 'file frame2.csv'])
})
