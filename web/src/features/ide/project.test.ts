import { expect, it } from 'vitest'
import { freeName, inFolder, nameFault, type Project, startingWith, variables, withFile, withoutFiles } from './project'

const project: Project = {
  language: 'python',
  version: null,
  files: [
    { id: 'a', name: 'main.py' },
    { id: 'b', name: 'tides.py' },
  ],
  active: 'b',
  stdin: '',
  typing: false,
  args: '',
  env: '',
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
  const one = withoutFiles(project, ['b'])
  expect(one.active).toBe('a')
  expect(withoutFiles(one, ['a'])).toBe(one)
  expect(withoutFiles(project, ['a', 'b']).files.map(file => file.id)).toEqual(['a'])
  expect(withoutFiles(project, ['a']).active).toBe('b')
})

it('a new file opens', () => {
  expect(withFile(project, { id: 'c', name: 'c.py' }).active).toBe('c')
})

it('a run starts with the file that was chosen for it', () => {
  expect(startingWith(project, 'b').files.map(file => file.id)).toEqual(['b', 'a'])
  expect(startingWith(project, 'a')).toBe(project)
})

it('files go to a folder together, or none of them goes', () => {
  const names = (one: ReturnType<typeof inFolder>) => (typeof one === 'string' ? one : one.files.map(file => file.name))
  expect(names(inFolder(project, ['.py'], ['a', 'b'], 'src'))).toEqual(['src/main.py', 'src/tides.py'])
  const there = { ...project, files: [...project.files, { id: 'c', name: 'src/TIDES.py' }] }
  expect(names(inFolder(there, ['.py'], ['a', 'b'], 'src'))).toBe('path-collision')
  expect(names(inFolder(there, ['.py'], ['c'], ''))).toBe('path-collision')
  expect(names(inFolder(project, ['.py'], ['a'], 'a/../b'))).toBe('path-traversal')
})

it('variables stand on lines of their own, and a line without a name is told', () => {
  expect(variables(' A=1\n\nB_2=x = y\n')).toEqual({ named: { A: '1', B_2: 'x = y' }, wrong: null })
  expect(variables('A=1\n2B=3')).toEqual({ named: {}, wrong: '2B=3' })
})
