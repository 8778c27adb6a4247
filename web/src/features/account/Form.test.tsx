// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Refused, Unreachable } from '../../lib/http'
import { Field } from './Field'
import { Form } from './Form'

function open(send: () => Promise<void>) {
  render(
    <Form go="Send" send={send} denied="That is not it.">
      <Field name="email" label="E-mail" hint="Yours" />
      <Field name="password" label="Password" />
    </Form>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Send' }))
}

const refuse = (status: number, more: object) => async () => {
  throw new Refused({ type: 'x', status, detail: 'The server says so.', ...more })
}

it('what is wrong with a field stands below it, and the caret is there', async () => {
  open(refuse(400, { field: 'password', rule: 'password-length' }))
  await screen.findByText('A password has 10 to 200 characters.')
  expect(document.activeElement).toBe(screen.getByLabelText('Password'))
  expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByText('Yours')).toBeTruthy()
})

it('what concerns no field is said aloud', async () => {
  open(refuse(403, { field: 'age', remedy: 'Ask whoever runs it.' }))
  expect((await screen.findByText('The server says so. Ask whoever runs it.')).closest('[role=alert]')).toBeTruthy()
})

it('a password that is not right is told in the words of this form', async () => {
  open(refuse(401, {}))
  await screen.findByText('That is not it.')
})

it('a server that is away loses nothing of what was written', async () => {
  open(async () => {
    throw new Unreachable()
  })
  await screen.findByText('No connection to the server.')
})

it('a second press while the first is under way sends nothing', () => {
  let sent = 0
  open(() => {
    sent++
    return new Promise(() => undefined)
  })
  fireEvent.click(screen.getByRole('button', { name: 'One moment' }))
  expect(sent).toBe(1)
})
