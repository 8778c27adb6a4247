import { expect, it } from 'vitest'
import { type Kept, read, write } from './keep'

const kept: Kept = {
  language: 'python',
  projects: {
    python: {
      mark: 'm',
      version: '3.13',
      files: [{ id: 'a', name: 'main.py' }],
      texts: { a: 'print(1)' },
      active: 'a',
      stdin: 'in',
      typing: true,
      args: '-v',
      env: 'A=1',
    },
  },
  unchosen: {},
}

it('what was kept comes back', () => {
  expect(read(write(kept))).toEqual(kept)
})

it.each([null, '', '{', '[]', '{"version":9,"language":"c","projects":{}}'])('%j is nothing', text => {
  expect(read(text)).toBeNull()
})

it('a bad entry is dropped alone', () => {
  const text = write(kept).replace('"projects":{', '"projects":{"c":{"files":"x"},"go":null,')
  expect(Object.keys(read(text)?.projects ?? {})).toEqual(['python'])
  const files = write(kept).replace('"files":[', '"files":[{"id":7},{"id":"lost","name":"no-text.py"},')
  expect(read(files)).toEqual(kept)
})
