// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { Profiler } from 'react'
import { expect, it } from 'vitest'
import { openDesk } from '../../../testing/desk'
import { Files } from './Files'
import { FileTabs } from './FileTabs'

function withFiles() {
  let drawn = 0
  const desk = openDesk(
    <>
      <Profiler id="files" onRender={() => drawn++}>
        <Files />
      </Profiler>
      <FileTabs />
    </>,
  )
  act(() =>
    desk.ide.addFiles([
      { name: 'tides.py', text: '' },
      { name: 'data/b.csv', text: '' },
      { name: 'data/a.csv', text: '' },
    ]),
  )
  const name = (id: string) => desk.ide.desk.getState().project.files.find(file => file.id === id)?.name ?? ''
  return { ...desk, drawn: () => drawn, chosen: () => desk.ide.desk.getState().chosen.map(name), name }
}

const row = (name: string) => screen.getByRole('treeitem', { name: new RegExp(`^${name}`) })
const press = (target: HTMLElement, key: string, more = {}) =>
  act(() => void fireEvent.keyDown(target, { key, ...more }))
const tabs = () => screen.getAllByRole('tab').map(tab => tab.textContent)

it('typing never draws the tree again', () => {
  const { ide, drawn } = withFiles()
  const before = drawn()
  act(() => {
    for (let i = 0; i < 50; i++) {
      const { active } = ide.desk.getState().project
      ide.texts.set(active, `${'x'.repeat(i)}\n`)
      ide.typed(active)
      ide.caret.setState({ line: i, column: i })
    }
  })
  act(() => ide.save())
  expect(drawn()).toBe(before)
})

it('a file that was written to has its mark until it is kept', () => {
  const { ide } = withFiles()
  act(() => ide.typed(ide.desk.getState().project.active))
  expect(tabs()).toContain('tides.py, not kept yet')
  act(() => ide.save())
  expect(tabs()).toContain('tides.py')
})

it('arrows go along the tree, fold it, and extend what is chosen', () => {
  const { chosen } = withFiles()
  const folder = row('data')
  press(folder, 'ArrowDown', { shiftKey: true })
  expect(chosen()).toEqual(['data/b.csv', 'data/a.csv'])
  press(folder, 'ArrowLeft')
  expect(folder.getAttribute('aria-expanded')).toBe('false')
  expect(screen.queryByRole('treeitem', { name: 'a.csv' })).toBeNull()
  press(folder, 'ArrowRight')
  expect(screen.getByRole('treeitem', { name: 'a.csv' })).toBeTruthy()
})

it('several files are chosen with the mouse, and go together', () => {
  const { ide, chosen } = withFiles()
  fireEvent.click(row('a.csv'))
  fireEvent.click(row('tides.py'), { ctrlKey: true })
  expect(chosen()).toEqual(['data/a.csv', 'tides.py'])
  act(() => ide.remove(ide.targets))
  expect(ide.desk.getState().project.files.map(file => file.name)).toEqual(['main.py', 'data/b.csv'])
  act(() => ide.putBack())
  expect(ide.desk.getState().project.files).toHaveLength(4)
})

it('closing a tab leaves its file where it is, and looks at the one before', () => {
  const { ide, name } = withFiles()
  fireEvent.click(screen.getByRole('tab', { name: 'main.py' }))
  const tab = screen.getByRole('tab', { name: 'main.py' }).parentElement
  fireEvent.click(tab?.querySelector('.tab-x') as HTMLElement)
  expect(tabs()).not.toContain('main.py')
  expect(name(ide.desk.getState().project.active)).toBe('tides.py')
  expect(ide.desk.getState().project.files).toHaveLength(4)
  fireEvent.click(row('main.py'))
  expect(tabs()).toContain('main.py')
})

it('a field for a name keeps its keys to itself', () => {
  const { ide } = withFiles()
  fireEvent.doubleClick(row('tides.py'))
  const field = screen.getByLabelText('Name of the file')
  press(field, 'Delete')
  press(field, 'a', { ctrlKey: true })
  expect(ide.desk.getState().project.files).toHaveLength(4)
  expect(ide.desk.getState().chosen).toEqual([])
})
