// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest'
import { Unreachable } from '../../../lib/http'
import { keptProjects } from '../../../lib/projectCopies'
import { PlayedCaches } from '../../../testing/caches'
import { recordedLanguages } from '../../../testing/desk'
import { PlayedService } from '../../../testing/service'
import { open } from './opening'

const THERE = {
  'GET /api/files/p': () => [
    200,
    {
      name: 'Tides',
      files: [
        { path: 'main.py', revision: 3 },
        { path: 'a.png', revision: 1 },
      ],
    },
  ],
  'GET /api/files/p/file?path=main.py': () => [200, { encoding: 'utf8', content: 'print(1)' }],
  'GET /api/files/p/file?path=a.png': () => [200, { encoding: 'base64', content: 'AA==' }],
} as const satisfies ConstructorParameters<typeof PlayedService>[0]

beforeEach(() => {
  localStorage.clear()
  vi.restoreAllMocks()
  vi.stubGlobal('caches', new PlayedCaches())
})

const opened = () => open('ada', 'p', recordedLanguages)

it('a project that was opened here before opens without the server, as the server had it', async () => {
  new PlayedService(THERE)
  expect((await opened()).opened.away).toBeNull()
  globalThis.fetch = () => Promise.reject(new TypeError())
  const { name, others, opened: again } = await opened()
  expect([name, others]).toEqual(['Tides', ['a.png']])
  expect(Object.values(again.laid.texts)).toEqual(['print(1)'])
  expect([...again.laid.known.values()]).toEqual([{ path: 'main.py', revision: 3, text: 'print(1)' }])
  expect(again.away).not.toBeNull()
})

it('one that was never opened here does not', async () => {
  globalThis.fetch = () => Promise.reject(new TypeError())
  await expect(opened()).rejects.toThrow(Unreachable)
})

it('one that the server has no more goes from here too', async () => {
  new PlayedService(THERE)
  await opened()
  expect(await keptProjects('ada')).toEqual([{ id: 'p', name: 'Tides' }])
  new PlayedService({ 'GET /api/files/p': () => [404, { type: 'urn:carrel:problem:not-found', detail: 'None.' }] })
  await expect(opened()).rejects.toThrow('None.')
  expect(await keptProjects('ada')).toEqual([])
})
