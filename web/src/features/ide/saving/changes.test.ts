import { describe, expect, it } from 'vitest'
import { changesOf, type Known } from './changes'
import { draftOf, type Laid, laid, readDraft, writeDraft } from './draft'

const known = (...files: [id: string, path: string, revision: number, text: string | null][]) =>
  new Map(files.map(([id, path, revision, text]): [string, Known] => [id, { path, revision, text }]))
const here = (...files: [id: string, name: string, text: string][]) => ({
  files: files.map(([id, name]) => ({ id, name })),
  texts: Object.fromEntries(files.map(([id, , text]) => [id, text])),
})
const shown = ({ files, texts }: Pick<Laid, 'files' | 'texts'>) => files.map(({ id, name }) => [name, texts[id]])
const changes = (all: Laid) => changesOf(all.known, all)

describe('what has to go to the server', () => {
  it('is nothing when it has all of it', () => {
    expect(changesOf(known(['a', 'main.py', 3, 'x']), here(['a', 'main.py', 'x']))).toEqual([])
  })

  it('carries id and text of the file itself, on the revision that it was made from', () => {
    expect(
      changesOf(
        known(['a', 'main.py', 3, 'x'], ['b', 'b.py', 4, 'y']),
        here(['a', 'main.py', 'x'], ['b', 'b.py', 'z']),
      ),
    ).toEqual([{ is: 'save', id: 'b', path: 'b.py', text: 'z', base: 4 }])
  })

  it('a new file has no base, a removed one names its own', () => {
    expect(changesOf(known(['a', 'a.py', 3, 'x']), here(['b', 'a.py', 'x']))).toEqual([
      { is: 'remove', id: 'a', path: 'a.py', base: 3 },
      { is: 'save', id: 'b', path: 'a.py', text: 'x', base: 0 },
    ])
  })

  it('no name is taken that another file still has', () => {
    const names = changesOf(
      known(['a', 'a.py', 1, ''], ['b', 'b.py', 2, '']),
      here(['a', 'b.py', ''], ['b', 'c.py', '']),
    )
    expect(names.map(one => (one.is === 'rename' ? [one.path, one.to] : one))).toEqual([
      ['b.py', 'c.py'],
      ['a.py', 'b.py'],
    ])
  })
})

describe('what waits on this device', () => {
  const server = [{ path: 'main.py', revision: 7, text: 'theirs' }]

  it('comes back as it was, on the revision that it was made from', () => {
    const before = laid(server, [])
    before.texts[before.files[0]?.id ?? ''] = 'mine'
    const kept = readDraft(writeDraft(draftOf(changes(before), before) ?? { files: [], removed: [] }))
    const after = laid(server, kept === null ? [] : [kept])
    expect(shown(after)).toEqual([['main.py', 'mine']])
    expect(changes(after)).toMatchObject([{ is: 'save', path: 'main.py', text: 'mine', base: 7 }])
  })

  it('on an older revision is sent on that one, so that the server tells of the other text', () => {
    const after = laid(server, [{ files: [{ path: 'main.py', from: 'main.py', base: 5, text: 'mine' }], removed: [] }])
    expect(changes(after)).toMatchObject([{ is: 'save', text: 'mine', base: 5 }])
  })

  it('and is what the server has already is sent no more', () => {
    const after = laid(server, [
      { files: [{ path: 'main.py', from: 'main.py', base: 5, text: 'theirs' }], removed: [] },
    ])
    expect(changes(after)).toEqual([])
  })

  it('of a file that was deleted elsewhere makes it anew', () => {
    const after = laid([], [{ files: [{ path: 'main.py', from: 'main.py', base: 5, text: 'mine' }], removed: [] }])
    expect(changes(after)).toMatchObject([{ is: 'save', path: 'main.py', text: 'mine', base: 0 }])
  })

  it('of two tabs loses neither text', () => {
    const draft = (text: string) => ({ files: [{ path: 'main.py', from: 'main.py', base: 7, text }], removed: [] })
    const after = laid(server, [draft('one'), draft('two')])
    expect(shown(after)).toEqual([
      ['main.py', 'one'],
      ['main2.py', 'two'],
    ])
  })

  it('deletes only what nobody has changed since', () => {
    const draft = (base: number) => ({ files: [], removed: [{ path: 'main.py', base }] })
    expect(changes(laid(server, [draft(7)]))).toMatchObject([{ is: 'remove', path: 'main.py', base: 7 }])
    expect(changes(laid(server, [draft(6)]))).toEqual([])
  })

  it('and makes no sense is dropped', () => {
    expect(readDraft('{"version":1,"files":[{"path":3},{"path":"a","base":1,"text":"x"}]}')).toEqual({
      files: [{ path: 'a', from: null, base: 1, text: 'x' }],
      removed: [],
    })
    expect(readDraft('{')).toBe(null)
    expect(readDraft(null)).toBe(null)
    expect(readDraft('null')).toBe(null)
  })
})
