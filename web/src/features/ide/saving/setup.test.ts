// @vitest-environment jsdom
import { expect, it } from 'vitest'
import type { Language } from '../../../lib/wire'
import { recordedLanguages } from '../../../testing/desk'
import { laidOut, languageOf, ordered, setupOf } from './setup'

const language = (id: string) => recordedLanguages.find(one => one.id === id) as Language
const named = (...names: string[]) => names.map(name => ({ id: `id of ${name}`, name }))

it('a project is in the language of most of its files', () => {
  expect(languageOf(['data.csv', 'main.py', 'help.py'], recordedLanguages)?.id).toBe('python')
  expect(languageOf(['notes.txt'], recordedLanguages)).toBe(undefined)
})

it('a run starts with the usual first file, or whatever was first here', () => {
  const files = named('a.txt', 'help.py', 'main.py')
  expect(ordered(files, null, language('python')).map(file => file.name)).toEqual(['main.py', 'help.py', 'a.txt'])
  const kept = { files: named('help.py', 'main.py'), texts: {}, mark: '', active: 'id of main.py' }
  const setup = setupOf({ ...kept, version: null, stdin: '7', typing: true, args: 'x', env: 'A=1' }, 'python')
  expect(ordered(files, setup, language('python')).map(file => file.name)).toEqual(['help.py', 'main.py', 'a.txt'])
  expect(laidOut({ files }, setup)).toEqual({
    active: 'id of main.py',
    version: null,
    stdin: '7',
    typing: true,
    args: 'x',
    env: 'A=1',
  })
})
