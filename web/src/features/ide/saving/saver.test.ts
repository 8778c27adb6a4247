// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest'
import { PlayedService } from '../../../testing/service'
import type { KeptProject } from '../keep'
import { type Laid, laid, type ServerFile } from './draft'
import { Place } from './place'
import { Saver } from './saver'
import { ALL_SAVED, type Saving } from './saving'

const FILE = 'PUT /api/files/p/file'
const DRAFTS = () => Object.keys(localStorage).filter(key => key.startsWith('carrel.draft.'))

type Answers = ConstructorParameters<typeof PlayedService>[0]

/** A tab with two files open, whose texts are written by hand. */
class Tab {
  saving: Saving = { ...ALL_SAVED }
  readonly all: Laid
  readonly saver: Saver

  readonly copies: ServerFile[][] = []

  private constructor(all: Laid, place: Place, away: string | null) {
    this.all = all
    const project = { version: null, active: '', stdin: '', typing: false, args: '', env: '' }
    this.saver = new Saver(
      {
        id: 'p',
        language: 'python',
        project,
        laid: all,
        place,
        clear: () => undefined,
        away,
        keepCopy: files => this.copies.push(files),
        keepSetup: () => undefined,
      },
      {
        snapshot: () => this.project(),
        keeps: () => undefined,
        follow: ({ files, texts }) => Object.assign(all, { files, texts }),
        differ: () => undefined,
      },
      saving => Object.assign(this.saving, saving),
    )
  }

  /** @param away since when nobody could ask the server, if so */
  static async open(away: string | null = null): Promise<Tab> {
    const server = [
      { path: 'main.py', revision: 3, text: 'a' },
      { path: 'help.py', revision: 4, text: 'b' },
    ]
    const { place } = await Place.take('ada', 'p')
    const tab = new Tab(laid(server, []), place, away)
    await later()
    return tab
  }

  private project(): KeptProject {
    const { files, texts } = this.all
    return { mark: '', files, texts, active: '', version: null, stdin: '', typing: false, args: '', env: '' }
  }

  id(name: string): string {
    return this.all.files.find(file => file.name === name)?.id ?? ''
  }

  writes(name: string, text: string): void {
    this.all.texts = { ...this.all.texts, [this.id(name)]: text }
    this.saver.changed()
  }
}

const later = () => new Promise(resolve => setTimeout(resolve, 5))
const sent = (service: PlayedService) => service.asked.filter(one => one.route === FILE).map(one => one.body)
const played = (answers: Answers) => new PlayedService({ 'GET /api/files/p': () => [200, { files: [] }], ...answers })

beforeEach(() => {
  localStorage.clear()
  vi.restoreAllMocks()
})

it('a save carries the text of the file itself, on the revision that the server gave last', async () => {
  let revision = 4
  const service = played({ [FILE]: () => [200, { revision: ++revision }] })
  const tab = await Tab.open()
  tab.writes('help.py', 'c')
  tab.saver.save()
  await later()
  tab.writes('help.py', 'd')
  tab.saver.save()
  await later()
  expect(sent(service)).toEqual([
    { path: 'help.py', content: 'c', base: 4 },
    { path: 'help.py', content: 'd', base: 5 },
  ])
  expect(tab.saving.standing).toEqual({ is: 'saved' })
  tab.saver.close()
})

it('what the network does not take stays on this device until it is sent', async () => {
  const service = played({ [FILE]: () => [200, { revision: 5 }] })
  const works = globalThis.fetch
  const tab = await Tab.open()
  globalThis.fetch = () => Promise.reject(new TypeError())
  tab.writes('main.py', 'written offline')
  tab.saver.save()
  await later()
  expect(tab.saving.standing).toEqual({ is: 'offline' })
  expect(localStorage.getItem(DRAFTS()[0] ?? '')).toContain('written offline')
  globalThis.fetch = works
  window.dispatchEvent(new Event('online'))
  await later()
  expect(sent(service)).toEqual([{ path: 'main.py', content: 'written offline', base: 3 }])
  expect(DRAFTS()).toEqual([])
  tab.saver.close()
})

it('a file that was changed elsewhere waits for a choice, while others are saved', async () => {
  let conflict = true
  const service = played({
    [FILE]: () =>
      conflict && service.asked.at(-1)?.body !== undefined && JSON.stringify(service.asked.at(-1)).includes('main.py')
        ? [409, { type: 'urn:carrel:problem:conflict', detail: 'Changed.', revision: 9, theirs: 'theirs' }]
        : [200, { revision: 10 }],
  })
  const tab = await Tab.open()
  tab.writes('main.py', 'mine')
  tab.writes('help.py', 'c')
  tab.saver.save()
  await later()
  expect(tab.saving.conflicts).toMatchObject([{ path: 'main.py', theirs: 'theirs', revision: 9 }])
  expect(sent(service).map(one => (one as { path: string }).path)).toEqual(['main.py', 'help.py'])
  expect(DRAFTS().length).toBe(1)
  conflict = false
  const [differs] = tab.saving.conflicts
  if (differs !== undefined) Object.assign(tab.all, tab.saver.choose(differs, 'mine and theirs'))
  tab.saver.save()
  await later()
  expect(sent(service).at(-1)).toEqual({ path: 'main.py', content: 'mine and theirs', base: 9 })
  expect(tab.saving).toMatchObject({ standing: { is: 'saved' }, conflicts: [] })
  tab.saver.close()
})

it('a file that the server does not take is told of, is not sent again as it is, and keeps no other back', async () => {
  const service = played({
    [FILE]: () =>
      JSON.stringify(service.asked.at(-1)).includes('main.py')
        ? [413, { type: 'urn:carrel:problem:too-large', detail: 'Too much.' }]
        : [200, { revision: 10 }],
  })
  const tab = await Tab.open()
  tab.writes('main.py', 'too long')
  tab.writes('help.py', 'c')
  tab.saver.save()
  await later()
  tab.saver.save()
  await later()
  expect(tab.saving.standing).toMatchObject({ is: 'refused', path: 'main.py' })
  expect(sent(service).length).toBe(2)
  tab.saver.close()
})

it('a rename and a removal go before what is written', async () => {
  const service = played({
    [FILE]: () => [200, { revision: 7 }],
    'POST /api/files/p/rename': () => [200, { revision: 3 }],
    'DELETE /api/files/p/file?path=help.py&base=4': () => [204, {}],
  })
  const tab = await Tab.open()
  const id = tab.id('main.py')
  tab.all.files = [{ id, name: 'help.py' }]
  tab.writes('help.py', 'a2')
  tab.saver.save()
  await later()
  expect(service.asked.map(one => one.route)).toEqual([
    'DELETE /api/files/p/file?path=help.py&base=4',
    'POST /api/files/p/rename',
    FILE,
  ])
  tab.saver.close()
})

it('a project that is gone is told of, and its text stays on this device', async () => {
  played({ [FILE]: () => [404, { type: 'urn:carrel:problem:not-found', detail: 'No such project.' }] })
  const tab = await Tab.open()
  tab.writes('main.py', 'still here')
  tab.saver.save()
  await later()
  expect(tab.saving.standing).toEqual({ is: 'gone' })
  expect(localStorage.getItem(DRAFTS()[0] ?? '')).toContain('still here')
  tab.saver.close()
})

it('what the server has taken is what the copy on this device has', async () => {
  played({ [FILE]: () => [200, { revision: 5 }] })
  const tab = await Tab.open()
  tab.writes('help.py', 'c')
  tab.saver.save()
  await later()
  expect(tab.copies).toEqual([
    [
      { path: 'main.py', revision: 3, text: 'a' },
      { path: 'help.py', revision: 5, text: 'c' },
    ],
  ])
  tab.saver.close()
})

it('opened without the server, nothing is called saved before the server was heard', async () => {
  const files = [
    { path: 'main.py', revision: 3 },
    { path: 'help.py', revision: 4 },
  ]
  const service = played({ 'GET /api/files/p': () => [200, { files }] })
  const works = globalThis.fetch
  globalThis.fetch = () => Promise.reject(new TypeError())
  const tab = await Tab.open('2026-01-01')
  expect(tab.saving).toMatchObject({ standing: { is: 'offline' }, away: '2026-01-01' })
  globalThis.fetch = works
  window.dispatchEvent(new Event('online'))
  await later()
  expect(service.asked.map(one => one.route)).toContain('GET /api/files/p')
  expect(tab.saving).toMatchObject({ standing: { is: 'saved' }, away: null })
  tab.saver.close()
})

it('opened without the server, what changed elsewhere meanwhile comes, and what both changed waits for a choice', async () => {
  const files = [
    { path: 'main.py', revision: 6 },
    { path: 'help.py', revision: 7 },
  ]
  const service = played({
    'GET /api/files/p': () => [200, { files }],
    'GET /api/files/p/file?path=main.py': () => [200, { path: 'main.py', encoding: 'utf8', content: 'theirs' }],
    'GET /api/files/p/file?path=help.py': () => [200, { path: 'help.py', encoding: 'utf8', content: 'news' }],
    [FILE]: () => [409, { type: 'urn:carrel:problem:conflict', detail: 'Changed.', revision: 6, theirs: 'theirs' }],
  })
  const works = globalThis.fetch
  globalThis.fetch = () => Promise.reject(new TypeError())
  const tab = await Tab.open('2026-01-01')
  tab.writes('main.py', 'mine')
  tab.saver.save()
  await later()
  expect(tab.saving.standing).toEqual({ is: 'offline' })
  globalThis.fetch = works
  window.dispatchEvent(new Event('online'))
  await later()
  expect(sent(service)).toEqual([{ path: 'main.py', content: 'mine', base: 3 }])
  expect(tab.saving.conflicts).toMatchObject([{ path: 'main.py', theirs: 'theirs', revision: 6 }])
  expect(tab.all.texts[tab.id('help.py')]).toBe('news')
  expect(tab.all.texts[tab.id('main.py')]).toBe('mine')
  tab.saver.close()
})
