import { expect, it } from 'vitest'
import type { Project } from '../project'
import { brought, MOST_DATA_BYTES, MOST_FILES, MOST_SOURCE_BYTES } from './upload'

const project = { language: 'python', files: [{ id: 'a', name: 'main.py' }] } as unknown as Project
const take = (...files: File[]) => brought(files, project, ['.py'])

it('text comes in, under a name that is free', async () => {
  const { taken, refused } = await take(
    new File(['x'], 'main.py'),
    new File(['ü\r\n'], 'data.csv'),
    new File([''], 'data.csv'),
  )
  expect(taken.map(file => file.name)).toEqual(['main2.py', 'data.csv', 'data2.csv'])
  expect(refused).toEqual([])
})

it('what cannot come in is named with its reason, and the rest comes', async () => {
  const { taken, refused } = await take(
    new File([new Uint8Array([0xff, 0xfe, 0])], 'odd.txt'),
    new File(['x'.repeat(MOST_SOURCE_BYTES + 1)], 'long.py'),
    new File(['x'.repeat(MOST_DATA_BYTES + 1)], 'long.txt'),
    new File(['x'], 'run.exe'),
    new File(['x'], 'a b.py'),
    new File(['x'.repeat(MOST_SOURCE_BYTES + 1)], 'full.txt'),
  )
  expect(taken.map(file => file.name)).toEqual(['full.txt'])
  expect(refused.map(file => file.why)).toEqual(['not-text', 'too-large', 'too-large', 'extension', 'path-character'])
})

it('there are not more files than one run takes', async () => {
  const many = Array.from({ length: MOST_FILES }, (_, i) => new File(['x'], `f${i}.txt`))
  const { taken, refused } = await take(...many)
  expect([taken.length, refused[0]?.why]).toEqual([MOST_FILES - 1, 'too-many'])
})
