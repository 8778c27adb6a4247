// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import type { Language } from '../../../lib/wire'
import { recordedLanguages } from '../../../testing/desk'
import { type KeptProject, read, write } from '../keep'
import { arrived, asked, giveBack, isWork, takeWork, waiting } from './adopt'

const PLAY = 'carrel.play'
const python = recordedLanguages.find(one => one.id === 'python') as Language

const project = (text: string): KeptProject => ({
  mark: 'm',
  files: [{ id: 'a', name: 'main.py' }],
  texts: { a: text },
  active: 'a',
  version: null,
  stdin: '',
  typing: false,
  args: '',
  env: '',
})

beforeEach(() => {
  localStorage.clear()
  const kept = { language: 'python', projects: { python: project('mine') }, unchosen: {} }
  localStorage.setItem(PLAY, write(kept))
})

it('a template that nobody touched is no work', () => {
  expect(isWork(project(python.template), python)).toBe(false)
  expect(isWork(project('print(1)'), python)).toBe(true)
})

it('what was written is taken once, and only for who signed in', () => {
  takeWork('ada', recordedLanguages)
  takeWork('ada', recordedLanguages)
  const [wish, ...more] = waiting('ada')
  expect(more).toEqual([])
  expect(wish === undefined ? null : asked(wish, 'Python').files).toEqual([{ path: 'main.py', content: 'mine' }])
  expect(read(localStorage.getItem(PLAY))?.projects).toEqual({})
  expect(waiting('bob')).toEqual([])
})

it('what has arrived waits no more', () => {
  takeWork('ada', recordedLanguages)
  for (const wish of waiting('ada')) arrived('ada', wish)
  expect(waiting('ada')).toEqual([])
})

it('what does not fit lies again where it lay', () => {
  takeWork('ada', recordedLanguages)
  for (const wish of waiting('ada')) giveBack('ada', wish)
  expect(read(localStorage.getItem(PLAY))?.projects.python?.texts.a).toBe('mine')
  expect(waiting('ada')).toEqual([])
})
