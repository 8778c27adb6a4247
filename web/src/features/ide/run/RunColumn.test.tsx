// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RunEvent } from '../../../lib/wire'
import { openDesk } from '../../../testing/desk'
import { golden } from '../../../testing/golden'
import { set } from '../settings/settings'
import { RunColumn } from './RunColumn'

const events = golden('run-events') as RunEvent[]
const printed = events.findIndex(event => event.type === 'stage-ended' && event.stage === 'run')

// Here nothing has a size, and the usual output draws only the lines for which there is room.
beforeEach(() => set({ plainOutput: true }))
afterEach(() => set({ plainOutput: false }))

it('the toolbar runs a program, its output keeps the streams apart, and the end is told in words and figures', async () => {
  const { engine } = openDesk(<RunColumn />)
  fireEvent.click(screen.getByRole('button', { name: 'Run' }))
  expect(engine.requests).toHaveLength(1)
  expect(screen.queryByRole('button', { name: 'Run' })).toBeNull()
  act(() => engine.happens(...events.slice(0, printed)))
  await screen.findByText('π')
  expect(screen.getByText('\ufffd').textContent).toBe('stderr: \ufffd')
  act(() => engine.happens(...events.slice(printed)))
  expect(await screen.findByText('Finished')).toBeTruthy()
  expect(screen.queryByText('π'), 'of an attempt that was lost').toBeNull()
  expect(screen.getByText('Python 3.11.2')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Run' })).toBeTruthy()
})

it('the toolbar stops what runs, clears what was printed, and copies it', async () => {
  const { engine, ide } = openDesk(<RunColumn />)
  fireEvent.click(screen.getByRole('button', { name: 'Run' }))
  act(() => engine.happens(...events.slice(0, printed)))
  await screen.findByText('π')
  const copied: string[] = []
  Object.assign(navigator, { clipboard: { writeText: async (text: string) => void copied.push(text) } })
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Copy output' })))
  expect(copied).toEqual([ide.output.text()])
  fireEvent.click(screen.getByRole('button', { name: 'Clear output' }))
  await waitFor(() => expect(screen.queryByText('π')).toBeNull())
  // Presses that follow each other faster than people mean them count as one.
  await act(() => new Promise(resolve => setTimeout(resolve, 400)))
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(engine.said).toEqual(['stop'])
})
