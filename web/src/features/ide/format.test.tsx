// @vitest-environment jsdom
import { act } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { RunResult } from '../../lib/wire'
import { en } from '../../lib/words/en'
import { openDesk } from '../../testing/desk'
import { golden } from '../../testing/golden'
import { formatFile, noFormatter } from './format'

const result = golden('run-result-ok') as RunResult

function asked() {
  const desk = openDesk(null)
  const file = desk.ide.desk.getState().project.active
  desk.ide.texts.set(file, 'x=1\n')
  act(() => formatFile(desk.ide))
  const answers = (status: 'ok' | 'runtime-error', stdout: string, stderr = '') => {
    const run = { ...(result.run as NonNullable<RunResult['run']>), status, stdout, stderr }
    act(() => desk.engine.tell({ says: 'ended', streamed: false, result: { ...result, status, run } }))
  }
  return { ...desk, file, answers }
}

it('a formatter is a run like any other, and what it prints is the text', () => {
  const { ide, engine, file, answers } = asked()
  expect(engine.requests[0]).toMatchObject({ task: 'format', files: [{ name: 'main.py', content: 'x=1\n' }] })
  answers('ok', 'x = 1\n')
  expect(ide.texts.get(file)).toBe('x = 1\n')
  expect(ide.aloud.getState().text).toBe('Formatted.')
})

it('what cannot be formatted stays as it is, with the reason', () => {
  const { ide, file, answers } = asked()
  answers('runtime-error', 'x', '\nmain.py:1: odd\n')
  expect(ide.texts.get(file)).toBe('x=1\n')
  expect(ide.desk.getState().notice).toMatchObject({ is: 'hindered', why: 'main.py:1: odd' })
})

it('what was written meanwhile is never written over', () => {
  const { ide, file, answers } = asked()
  ide.texts.set(file, 'x=12\n')
  answers('ok', 'x = 1\n')
  expect(ide.texts.get(file)).toBe('x=12\n')
})

it('where there is no formatter it says so, and names it', () => {
  const { ide } = openDesk(null)
  expect(noFormatter(ide, en)).toBe('black, which formats Python, is not installed on this server.')
})
