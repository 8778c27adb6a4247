import { expect, it } from 'vitest'
import { blocks, pieces } from './markdown'

it('reads titles, paragraphs, lists and tables, however closely they stand', () => {
  expect(
    blocks('# Terms\n\n## What this is\nIt runs\nprograms.\n- one\n'.replace('\n- one', '\n\n- one\n- two\n  lines')),
  ).toEqual([
    { is: 'title', level: 1, text: 'Terms' },
    { is: 'title', level: 2, text: 'What this is' },
    { is: 'text', text: 'It runs programs.' },
    { is: 'list', items: ['one', 'two lines'] },
  ])
  expect(blocks('## Kept\n| what | until |\n|---|---|\n| a | b |\n| c | d |')).toEqual([
    { is: 'title', level: 2, text: 'Kept' },
    {
      is: 'table',
      head: ['what', 'until'],
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
  ])
})

it('takes what looks like HTML as the text it is', () => {
  expect(blocks('<b>x</b>')).toEqual([{ is: 'text', text: '<b>x</b>' }])
})

it('tells strong words and code from the rest', () => {
  expect(pieces('Press **Run**, or `Ctrl Enter`.')).toEqual([
    { is: 'plain', text: 'Press ' },
    { is: 'strong', text: 'Run' },
    { is: 'plain', text: ', or ' },
    { is: 'code', text: 'Ctrl Enter' },
    { is: 'plain', text: '.' },
  ])
})
