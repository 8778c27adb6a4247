// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import type { KeptProject } from './keep'
import { Shelf } from './shelf'

/** A tab with one file open, whose text is written by hand. */
class Tab {
  text = ''
  differs = false
  readonly shelf = new Shelf('test', {
    snapshot: () => this.project(),
    keeps: () => undefined,
    follow: project => {
      this.text = Object.values(project.texts).join('+')
    },
    differ: differs => {
      this.differs = differs
    },
  })

  constructor() {
    this.text = this.shelf.open('python')?.texts.a ?? ''
    this.differs = this.shelf.waits
  }

  writes(text: string): void {
    this.text = text
    this.shelf.changed()
  }

  /** What the clock, and word of another tab, come to. */
  hears(): void {
    this.shelf.save()
  }

  project(text = this.text): KeptProject {
    const files = [{ id: 'a', name: 'main.py' }]
    return {
      mark: '',
      files,
      texts: { a: text },
      active: 'a',
      version: null,
      stdin: '',
      typing: false,
      args: '',
      env: '',
    }
  }
}

beforeEach(() => localStorage.clear())

function twoTabs(): [Tab, Tab] {
  const first = new Tab()
  first.writes('begun')
  first.hears()
  return [first, new Tab()]
}

it('a tab that changed nothing follows the one that did', () => {
  const [first, second] = twoTabs()
  second.writes('on')
  second.hears()
  first.hears()
  expect(first).toMatchObject({ text: 'on', differs: false })
})

it('a tab that changed nothing writes nothing, whenever it saves', () => {
  const [first, second] = twoTabs()
  second.writes('on')
  second.hears()
  first.hears()
  first.hears()
  expect(new Tab().text).toBe('on')
})

it('changed in both, each tab keeps its text, also when loaded again', () => {
  const [first, second] = twoTabs()
  first.writes('mine')
  second.writes('theirs')
  second.hears()
  first.hears()
  expect(first).toMatchObject({ text: 'mine', differs: true })
  second.writes('theirs, longer')
  second.hears()
  expect(second.differs).toBe(false)
  first.hears()
  expect(first.shelf.theirs?.texts.a).toBe('theirs, longer')
  expect(new Tab()).toMatchObject({ text: 'mine', differs: true })
})

it('what one tab chose holds in every tab', () => {
  const [first, second] = twoTabs()
  first.writes('mine')
  second.writes('theirs')
  second.hears()
  first.hears()
  const third = new Tab()
  first.shelf.settle(first.project())
  second.hears()
  third.hears()
  expect([second.text, third.text, third.differs]).toEqual(['mine', 'mine', false])
  expect(new Tab()).toMatchObject({ text: 'mine', differs: false })
})

it('of three texts none is dropped', () => {
  const [first, second] = twoTabs()
  const third = new Tab()
  for (const [tab, text] of [
    [first, 'one'],
    [second, 'two'],
    [third, 'three'],
  ] as const)
    tab.writes(text)
  first.hears()
  second.hears()
  third.hears()
  expect(third).toMatchObject({ text: 'three+two', differs: true })
  expect(third.shelf.theirs?.texts.a).toBe('one')
})
