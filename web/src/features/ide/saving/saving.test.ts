import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { ALL_SAVED, arrived, type Standing } from './saving'

const turn = () => new Promise(resolve => setTimeout(resolve))

it('what is on its way is waited for, with what follows at once; what does not come there is not', async () => {
  const standing = (is: 'sending' | 'waits' | 'saved' | 'offline') => ({
    saving: { ...ALL_SAVED, standing: { is } as Standing },
  })
  const desk = createStore(() => standing('sending'))
  let there = false
  void arrived(desk).then(() => {
    there = true
  })
  desk.setState(standing('waits'))
  desk.setState(standing('sending'))
  await turn()
  expect(there).toBe(false)
  desk.setState(standing('saved'))
  await turn()
  expect(there).toBe(true)
  desk.setState(standing('offline'))
  await arrived(desk)
})
