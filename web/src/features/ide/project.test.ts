import { expect, it } from 'vitest'
import { freeName, moved, nameFault, type Project, withFile, withoutFile } from './project'

const project: Project = {
  language: 'python',
  version: null,
  files: [
    { id: 'a', name: 'main.py' },
    { id: 'b', name: 'tides.py' },
  ],
  active: 'b',
  stdin: '',
  args: '',
}

it.each([
  ['data.csv', null],
  ['more.py', null],
  ['Main.PY', 'path-collision'],
  ['../x.py', 'path-traversal'],
  ['run.exe', 'extension'],
])('the name %j: %s', (name, fault) => {
  expect(nameFault(project, ['.py'], name)).toBe(fault)
})

it('a file may keep its own name in another case', () => {
  expect(nameFault(project, ['.py'], 'Main.py', 'a')).toBeNull()
})

it('a free name is near the wish', () => {
  expect(freeName(project, 'main.py')).toBe('main2.py')
  expect(freeName(project, 'new.py')).toBe('new.py')
})

it('the open file goes, its neighbour opens, and the last one stays', () => {
  const one = withoutFile(project, 'b')
  expect(one.active).toBe('a')
  expect(withoutFile(one, 'a')).toBe(one)
})

it('a new file opens', () => {
  expect(withFile(project, { id: 'c', name: 'c.py' }).active).toBe('c')
})

it('a tab moves by one and not beyond the ends', () => {
  expect(moved(project, 'a', 1).files.map(file => file.id)).toEqual(['b', 'a'])
  expect(moved(project, 'a', -1)).toBe(project)
  expect(moved(project, 'b', 1)).toBe(project)
})
