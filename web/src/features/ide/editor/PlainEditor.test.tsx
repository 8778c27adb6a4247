// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { createRef } from 'react'
import { expect, it } from 'vitest'
import { openDesk } from '../../../testing/desk'
import { useDesk } from '../here'
import { PlainEditor } from './PlainEditor'

function Open() {
  const file = useDesk(desk => desk.project.active)
  return <PlainEditor key={file} field={createRef()} file={file} label={file} />
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox')

it('what is written is the text of its own file, is marked as changed, and is there when one comes back', () => {
  const { ide } = openDesk(<Open />)
  const first = ide.desk.getState().project.active
  fireEvent.input(field(), { target: { value: 'tide = 3\n' } })
  expect(ide.desk.getState().modified).toContain(first)
  act(() => ide.addFiles([{ name: 'b.py', text: 'ebb = 1\n' }]))
  const second = ide.desk.getState().project.files.find(file => file.name === 'b.py')?.id ?? ''
  act(() => ide.activate(second))
  expect(field().value).toBe('ebb = 1\n')
  expect(ide.texts.get(first)).toBe('tide = 3\n')
  act(() => ide.activate(first))
  expect(field().value).toBe('tide = 3\n')
})

it('what comes from elsewhere stands in it', () => {
  const { ide } = openDesk(<Open />)
  act(() => ide.texts.set(ide.desk.getState().project.active, 'formatted = True\n'))
  expect(field().value).toBe('formatted = True\n')
})
