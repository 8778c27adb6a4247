// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openDesk } from '../../../testing/desk'
import { LateOver } from './LateOver'

const field = () => document.querySelector<HTMLInputElement>('.palette-input')
const options = () => screen.queryAllByRole('option').map(option => option.textContent)

function opened() {
  const { ide } = openDesk(<LateOver />)
  ide.over = document.body
  return ide
}

it('what was typed before the palette came is in it, and goes on there', { timeout: 30_000 }, async () => {
  const ide = opened()
  act(() => ide.desk.setState({ over: 'move' }))
  expect(document.activeElement).toBe(field())
  fireEvent.input(field() as HTMLInputElement, { target: { value: 'li' } })
  await waitFor(() => expect(options()).toContain('New folder li'), { timeout: 10_000 })
  expect(document.querySelectorAll('.palette-input')).toHaveLength(1)
  expect(document.activeElement).toBe(field())
  expect(field()?.value).toBe('li')
  fireEvent.change(field() as HTMLInputElement, { target: { value: 'lib' } })
  expect(options()).toEqual(['New folder lib'])
  fireEvent.click(screen.getByRole('option', { name: 'New folder lib' }))
  await waitFor(() => expect(ide.desk.getState().project.files[0]?.name).toBe('lib/main.py'))
  expect(ide.desk.getState().over).toBeNull()
})

it('Enter before the palette came does what stands first in it', { timeout: 30_000 }, async () => {
  const ide = opened()
  act(() => ide.desk.setState({ over: 'move' }))
  fireEvent.input(field() as HTMLInputElement, { target: { value: 'lib' } })
  fireEvent.keyDown(field() as HTMLInputElement, { key: 'Enter' })
  await waitFor(() => expect(ide.desk.getState().project.files[0]?.name).toBe('lib/main.py'), { timeout: 10_000 })
  expect(ide.desk.getState().over).toBeNull()
})

it('it begins anew when it is opened again, and only what can be done stands behind >', {
  timeout: 30_000,
}, async () => {
  const ide = opened()
  act(() => ide.desk.setState({ over: 'find' }))
  await waitFor(() => expect(options().length).toBeGreaterThan(5), { timeout: 10_000 })
  expect(field()?.value).toBe('')
  fireEvent.change(field() as HTMLInputElement, { target: { value: '>run' } })
  expect(options()[0]).toMatch(/^Run/)
  expect(options()).not.toContain('main.py')
  fireEvent.change(field() as HTMLInputElement, { target: { value: 'main:7' } })
  expect(options()).toEqual(['main.py'])
  fireEvent.click(screen.getByRole('option', { name: 'main.py' }))
  await waitFor(() => expect(ide.desk.getState().goTo).toMatchObject({ line: 7 }))
})
