import { expect, it } from 'vitest'
import { folders, keyOf, rows } from './tree'

const files = ['main.py', 'data/b10.csv', 'data/b9.csv', 'data/old/c.csv', 'a.txt'].map(name => ({ id: name, name }))
const shown = (shut: string[] = []) =>
  rows(files, new Set(shut)).map(row => `${'  '.repeat(row.level - 1)}${row.name}${row.is === 'folder' ? '/' : ''}`)

it('folders come from the names of files, stand first, and numbers count as numbers', () => {
  expect(shown()).toEqual(['data/', '  old/', '    c.csv', '  b9.csv', '  b10.csv', 'a.txt', 'main.py'])
})

it('what lies in a closed folder is not shown, and belongs to it still', () => {
  expect(shown(['data'])).toEqual(['data/', 'a.txt', 'main.py'])
  const [data] = rows(files, new Set(['data']))
  expect(data?.is === 'folder' && data.files).toEqual(['data/b10.csv', 'data/b9.csv', 'data/old/c.csv'])
})

it('every row has a key of its own, and every folder can be moved to', () => {
  const keys = rows(files, new Set()).map(keyOf)
  expect(new Set(keys).size).toBe(keys.length)
  expect(folders(files)).toEqual(['', 'data', 'data/old'])
})
