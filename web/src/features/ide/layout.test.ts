// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { Layout } from './layout'

const tab = { file: 'a', pinned: true }

it('tabs are kept by project, and those of the others have names', () => {
  localStorage.clear()
  const layout = new Layout('test')
  layout.write('python', { tabs: [tab], recent: ['a'] }, [{ id: 'a', name: 'main.py' }])
  layout.write('bash', { tabs: [], recent: [] }, [])
  expect(layout.read('python')).toEqual({ tabs: [tab], recent: ['a'] })
  expect(layout.read('java')).toBeNull()
  expect(layout.others('bash')).toEqual([{ project: 'python', files: [{ id: 'a', name: 'main.py' }] }])
})

it.each(['{', '7', '{"python": 1}', '{"python": {"tabs": [3, {"file": 4}], "recent": [null]}}'])(
  'of what makes no sense nothing is taken: %s',
  kept => {
    localStorage.setItem('test.tabs', kept)
    expect(new Layout('test').read('python')?.tabs ?? []).toEqual([])
    expect(new Layout('test').others('bash')).toEqual([])
  },
)
