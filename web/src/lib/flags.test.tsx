// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { PlayedService } from '../testing/service'
import { forgetFlags, useFlag, useVariant } from './flags'

const FLAGS = 'GET /api/flags'

function Shown() {
  return <p>{`replay ${useFlag('replay')}, palette ${useVariant('palette', 'plain')}`}</p>
}

beforeEach(() => {
  new PlayedService({ [FLAGS]: () => [200, { flags: [] }] })
  forgetFlags()
})

it('answers come once, for all who ask, and are off before', async () => {
  const service = new PlayedService({
    [FLAGS]: () => [
      200,
      {
        flags: [
          { name: 'palette', variant: 'wide' },
          { name: 'replay', variant: null },
        ],
      },
    ],
  })
  forgetFlags()
  render(<Shown />)
  screen.getByText('replay false, palette plain')
  await screen.findByText('replay true, palette wide')
  render(<Shown />)
  expect(screen.getAllByText('replay true, palette wide').length).toBe(2)
  expect(service.times(FLAGS)).toBe(1)
})

it('a service that does not answer leaves everything as it was', async () => {
  const service = new PlayedService({ [FLAGS]: () => [503, {}] })
  forgetFlags()
  render(<Shown />)
  await new Promise(resolve => setTimeout(resolve))
  screen.getByText('replay false, palette plain')
  expect(service.times(FLAGS)).toBe(1)
})

it('another person has other answers', async () => {
  new PlayedService({ [FLAGS]: () => [200, { flags: [{ name: 'replay', variant: null }] }] })
  forgetFlags()
  render(<Shown />)
  await screen.findByText('replay true, palette plain')
  new PlayedService({ [FLAGS]: () => [200, { flags: [] }] })
  forgetFlags()
  await screen.findByText('replay false, palette plain')
})
