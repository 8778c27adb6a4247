import { expect, it } from 'vitest'
import { after, among, closed, NOTHING_OPEN, type Open, opened, others, pinned, placed } from './open'

const open = (...files: string[]) => files.reduce((all, file) => opened(all, file), NOTHING_OPEN)
const tabs = ({ tabs }: Open) => tabs.map(tab => (tab.pinned ? `${tab.file}*` : tab.file)).join(' ')

it('a file that is looked at has one tab, and is the most recent', () => {
  const all = opened(open('a', 'b', 'c'), 'a')
  expect(tabs(all)).toBe('a b c')
  expect(all.recent).toEqual(['a', 'c', 'b'])
})

it('of too many tabs the one closes that was looked at the longest ago, and no pinned one', () => {
  const all = pinned(open('a', 'b', 'c'), 'a', true)
  expect(tabs(opened(all, 'd', 3))).toBe('a* c d')
  expect(tabs(opened(opened(all, 'b'), 'd', 3))).toBe('a* b d')
})

it('where all are pinned one more opens beside them', () => {
  expect(tabs(opened(pinned(open('a'), 'a', true), 'b', 1))).toBe('a* b')
})

it('the one that was looked at before it follows the one that closes', () => {
  expect(after(closed(open('a', 'b', 'c', 'a'), ['a']))).toBe('c')
  expect(after(closed(open('a'), ['a']))).toBe('')
})

it('pinned tabs stand first, stay there, and are not among the others', () => {
  const all = pinned(pinned(open('a', 'b', 'c'), 'c', true), 'b', true)
  expect(tabs(all)).toBe('c* b* a')
  expect(others(all, 'c')).toEqual(['a'])
  expect(tabs(pinned(all, 'c', false))).toBe('b* c a')
  expect(tabs(placed(all, 'a', 0))).toBe('c* b* a')
  expect(tabs(placed(all, 'c', 9))).toBe('b* c* a')
})

it('a tab goes where it is put', () => {
  expect(tabs(placed(open('a', 'b', 'c'), 'a', 1))).toBe('b a c')
  expect(tabs(placed(open('a', 'b', 'c'), 'c', 0))).toBe('c a b')
})

it('a file that is gone has no tab, and nothing changes where none is gone', () => {
  const all = open('a', 'b')
  expect(tabs(among(all, [{ id: 'b' }]))).toBe('b')
  expect(among(all, [{ id: 'a' }, { id: 'b' }])).toBe(all)
})
