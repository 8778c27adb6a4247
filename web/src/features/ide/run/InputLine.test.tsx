// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { openDesk, recordedDialogue } from '../../../testing/desk'
import { plain } from './output'
import { RunColumn } from './RunColumn'

const [started, asks, answers, ...ends] = recordedDialogue as [never, never, never, ...never[]]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'requestAnimationFrame'] })
  return () => vi.useRealTimers()
})

function typedTo() {
  const desk = openDesk(<RunColumn />)
  fireEvent.click(screen.getByRole('button', { name: 'Type while it runs' }))
  fireEvent.click(screen.getByRole('button', { name: 'Run' }))
  act(() => desk.engine.happens(started, asks))
  return desk
}

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))
const printed = (desk: ReturnType<typeof typedTo>) => {
  pass(50)
  const { head } = desk.ide.output.get()
  return head.map(line => line.spans.map(span => (span.typed ? `<${span.text}>` : span.text)).join(''))
}

it('a program that asks is told to be waiting, and the caret goes where it is answered', () => {
  const desk = typedTo()
  expect(desk.engine.requests[0]).toMatchObject({ liveStdin: true, limits: { wallMs: 60_000 } })
  expect(desk.engine.requests[0]).not.toHaveProperty('stdin')
  expect(screen.queryByText('Waiting for your input')).toBeNull()
  pass(400)
  expect(screen.getByText('Waiting for your input')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByLabelText('Input'))
})

it('a line goes with Enter, and stands where the program asked', () => {
  const desk = typedTo()
  const field = screen.getByLabelText('Input')
  fireEvent.change(field, { target: { value: 'Saltholm' } })
  fireEvent.submit(field)
  act(() => desk.engine.happens(answers, ...ends))
  expect(desk.engine.said).toEqual(['Saltholm\n'])
  expect(printed(desk)).toEqual(['Harbour? <Saltholm>', 'Saltholm it is'])
  expect(desk.ide.output.get().head.map(plain)[0]).toBe('Harbour? Saltholm')
  expect(screen.getByText('Finished')).toBeTruthy()
})

it('who writes code meanwhile keeps the caret', () => {
  const desk = typedTo()
  desk.ide.typed()
  pass(400)
  expect(screen.getByText('Waiting for your input')).toBeTruthy()
  expect(document.activeElement).not.toBe(screen.getByLabelText('Input'))
})

it('a silent program may be waiting, and the page says no more than that', () => {
  const desk = typedTo()
  fireEvent.submit(screen.getByLabelText('Input'))
  pass(1_000)
  expect(screen.getByText('Running')).toBeTruthy()
  pass(1_500)
  expect(screen.getByText('Running, perhaps waiting for input')).toBeTruthy()
  expect(desk.engine.said).toEqual(['\n'])
})

it('lines that are pasted go one by one, and the last waits for its Enter', () => {
  const desk = typedTo()
  const field = screen.getByLabelText('Input') as HTMLInputElement
  fireEvent.paste(field, { clipboardData: { getData: () => 'one\r\ntwo\nthr' } })
  expect(desk.engine.said).toEqual(['one\n', 'two\n'])
  expect(field.value).toBe('thr')
})

it('the input can be ended, and the program interrupted', () => {
  const desk = typedTo()
  fireEvent.keyDown(screen.getByLabelText('Input'), { key: 'c', ctrlKey: true })
  fireEvent.click(screen.getAllByRole('button', { name: 'End the input' })[0] as HTMLElement)
  expect(desk.engine.said).toEqual(['interrupt', 'end'])
  expect(screen.getByText('The input is ended.')).toBeTruthy()
})

it('where typing is blocked the page says so, and offers the other way', () => {
  const desk = typedTo()
  act(() => desk.engine.tell({ says: 'mute' }))
  expect(screen.getByText('This network lets nobody type to a running program.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Write the input before' }))
  expect(desk.ide.desk.getState().project.typing).toBe(false)
})

it('a broken connection is told as what it was', () => {
  const desk = typedTo()
  const last = (ends as unknown as typeof recordedDialogue).at(-1)
  if (last?.type !== 'finished') throw new Error('a dialogue that does not finish')
  const result = { ...last.result, status: 'cancelled' as const }
  act(() => desk.engine.tell({ says: 'ended', result, streamed: true, cut: true }))
  expect(screen.getByText('The connection broke, and the program ended with it.')).toBeTruthy()
})
