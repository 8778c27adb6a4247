// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { RunResult } from '../../../lib/wire'
import { openDesk } from '../../../testing/desk'
import { golden } from '../../../testing/golden'
import { nextProblem, previousProblem } from '../actions'
import { Files } from '../files/Files'
import { RunColumn } from './RunColumn'

/** Presses that follow each other faster than people mean them count as one. */
const NEW_PRESS_MS = 400
const MESSAGES = 'main.c:4:20: error: ‘missing’ undeclared\nmain.c:3:9: warning: unused variable ‘unused’\n'

function compiled() {
  const desk = openDesk(
    <>
      <Files />
      <RunColumn />
    </>,
  )
  act(() => desk.ide.choose('c'))
  fireEvent.click(screen.getByRole('button', { name: 'Run' }))
  const result = golden('run-result-compile-error') as RunResult
  const compile = { ...(result.compile as NonNullable<RunResult['compile']>), stderr: MESSAGES }
  act(() => desk.engine.tell({ says: 'ended', result: { ...result, compile }, streamed: true }))
  return desk
}

const goal = ({ ide }: ReturnType<typeof compiled>) => ide.desk.getState().goTo?.line

it('what a compiler found is counted, told in words, and leads to its line', () => {
  const desk = compiled()
  expect(screen.getAllByText('2 problems')).not.toHaveLength(0)
  fireEvent.click(screen.getByRole('tab', { name: 'Problems 2' }))
  fireEvent.click(screen.getByRole('button', { name: 'Warning: unused variable ‘unused’ main.c, line 3' }))
  expect(goal(desk)).toBe(3)
})

it('the band of a run that failed leads to the first, and keys to the next and the one before', () => {
  const desk = compiled()
  fireEvent.click(screen.getByRole('button', { name: 'Go to main.c, line 4' }))
  expect(goal(desk)).toBe(4)
  nextProblem.perform(desk.ide)
  expect(goal(desk)).toBe(3)
  nextProblem.perform(desk.ide)
  expect(goal(desk)).toBe(4)
  previousProblem.perform(desk.ide)
  expect(goal(desk)).toBe(3)
})

it('the next run begins without the problems of the last', async () => {
  const desk = compiled()
  await act(() => new Promise(resolve => setTimeout(resolve, NEW_PRESS_MS)))
  fireEvent.click(screen.getByRole('button', { name: 'Run' }))
  expect(screen.queryByText('2 problems')).toBeNull()
  expect(nextProblem.shown?.(desk.ide)).toBe(false)
})
