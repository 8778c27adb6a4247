// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openDesk } from '../../testing/desk'
import { Noticed } from './editor/Noticed'
import { pasted } from './paste'

const C = '#include <stdio.h>\n\nint main(void) {\n    printf("%d", 1);\n}\n'

it('a text in another language is offered a project of that language, which keeps what it held', () => {
  const { ide } = openDesk(<Noticed />)
  const active = () => ide.texts.get(ide.desk.getState().project.active)
  act(() => ide.choose('c'))
  ide.texts.set(ide.desk.getState().project.active, '// mine\n')
  act(() => ide.typed())
  act(() => ide.choose('python'))
  act(() => pasted(ide, C, C))
  fireEvent.click(screen.getByRole('button', { name: 'Open it as C' }))
  expect(ide.desk.getState().project.language).toBe('c')
  expect(active()).toBe(C)
  expect(ide.desk.getState().notice).toBeNull()
  act(() => ide.putBack())
  expect(active()).toBe('// mine\n')
})

it('a piece within a text, or one in the same language, is nobody’s business', () => {
  const { ide } = openDesk(<Noticed />)
  act(() => pasted(ide, C, `${C}\n# and more`))
  act(() =>
    pasted(
      ide,
      'def f():\n    pass\nfor i in range(3):\n    f()\n',
      'def f():\n    pass\nfor i in range(3):\n    f()\n',
    ),
  )
  expect(ide.desk.getState().notice).toBeNull()
})
