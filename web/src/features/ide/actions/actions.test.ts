// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { written } from '../../../lib/chord'
import { de } from '../../../lib/words/de'
import { en } from '../../../lib/words/en'
import * as all from '.'

const { actions } = all
const here = join(import.meta.dirname, '..')

it('no two actions have one name, one id, or one key in one place', () => {
  const once = (all: string[]) => expect(all.filter((one, i) => all.indexOf(one) !== i)).toEqual([])
  once(actions.map(action => action.id))
  once(actions.flatMap(action => (action.keys ? [`${written(action.keys)} ${action.within ?? ''}`] : [])))
  for (const words of [en, de]) once(actions.map(action => words.action[action.id]))
})

it('every action that there is can be found', () => {
  const made = Object.values(all).filter(one => 'perform' in one)
  expect([...actions].sort((a, b) => a.id.localeCompare(b.id))).toEqual(made.sort((a, b) => a.id.localeCompare(b.id)))
})

it('whatever has a name as an action is one', () => {
  const known = new Set<string>(actions.map(action => action.id))
  // Both are done by the editor itself, and the key map tells them.
  expect(Object.keys(en.action).filter(id => !known.has(id))).toEqual(['leaveEditor'])
})

it('keys are listened to in one place, and menus have lines of actions only', () => {
  const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
    name => /\.tsx?$/.test(name) && !/\.test\./.test(name),
  )
  const text = (name: string) => readFileSync(join(here, name), 'utf8')
  expect(sources.sort().filter(name => /addEventListener\(\s*'keydown'/.test(text(name)))).toEqual([
    'editor/monaco.ts',
    'keys.ts',
  ])
  // The one other line of a menu is a file: the tab menu lists those.
  expect(sources.filter(name => text(name).includes('<Menu.Item')).sort()).toEqual([
    'ActionItems.tsx',
    'files/TabMenu.tsx',
  ])
})
