// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { Animation } from './Animation'

const frames = [1, 2, 3, 4].map(n => ({ name: `frame${n}.png`, type: 'image/png', bytes: 9, url: `/f/${n}` }))
const seen = () => document.querySelector('figure > img')?.getAttribute('src')
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  return () => vi.useRealTimers()
})

it('stands still until it is played, plays to its end, and can be played again', () => {
  render(<Animation name="frame….png" frames={frames} />)
  pass(5_000)
  expect(seen()).toBe('/api/f/1')
  press('Play')
  pass(200)
  expect(seen()).toBe('/api/f/3')
  pass(5_000)
  expect(seen()).toBe('/api/f/4')
  press('Play')
  expect(seen()).toBe('/api/f/1')
})

it('pauses, and goes picture by picture', () => {
  render(<Animation name="frame….png" frames={frames} />)
  press('Play')
  pass(100)
  press('Pause')
  pass(5_000)
  expect(seen()).toBe('/api/f/2')
  press('One picture on')
  press('One picture on')
  press('One picture on')
  expect(seen()).toBe('/api/f/4')
  press('One picture back')
  expect(seen()).toBe('/api/f/3')
})

it('goes slowly for whom motion is too much', () => {
  const usual = window.matchMedia
  window.matchMedia = query => Object.assign(usual(query), { matches: true })
  render(<Animation name="frame….png" frames={frames} />)
  window.matchMedia = usual
  press('Play')
  pass(900)
  expect(seen()).toBe('/api/f/1')
  pass(200)
  expect(seen()).toBe('/api/f/2')
})
