import { expect, it } from 'vitest'
import type { KeptProject } from './keep'
import { both, sameWork } from './tabs'

function project(files: Record<string, string>): KeptProject {
  const names = Object.keys(files)
  return {
    mark: '',
    version: null,
    files: names.map(name => ({ id: name, name })),
    texts: files,
    active: names[0] ?? '',
    stdin: '',
    typing: false,
    args: '',
    env: '',
  }
}

it('looking at another file changes no work, another text does', () => {
  const a = project({ 'main.py': '1', 'b.py': '2' })
  expect(sameWork(a, { ...a, active: 'b.py', mark: 'x' })).toBe(true)
  expect(sameWork(a, project({ 'main.py': '1', 'b.py': '3' }))).toBe(false)
  expect(sameWork(a, undefined)).toBe(false)
})

it('both keeps every text of either, the same one once', () => {
  const kept = both(project({ 'main.py': 'mine', 'b.py': 'same' }), project({ 'main.py': 'theirs', 'b.py': 'same' }))
  expect(kept.files.map(({ id, name }) => [name, kept.texts[id]])).toEqual([
    ['main.py', 'mine'],
    ['b.py', 'same'],
    ['main2.py', 'theirs'],
  ])
})
