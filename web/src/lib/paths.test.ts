import { describe, expect, it } from 'vitest'
import { golden } from '../testing/golden'
import { brokenRule, collide, extension } from './paths'

const { paths, sets } = golden('file-paths') as {
  paths: { path: string; rule: string | null }[]
  sets: { paths: string[]; rule: string | null }[]
}

describe('names of files', () => {
  it.each(paths)('%j passes or breaks its golden rule', ({ path, rule }) => {
    expect(brokenRule(path)).toBe(rule)
  })

  it.each(sets)('%j stand side by side or collide', ({ paths, rule }) => {
    expect(collide(paths) ? 'path-collision' : null).toBe(rule)
  })

  it('an extension is the lower case end of the last part', () => {
    expect(extension('a.b/main.PY')).toBe('.py')
    expect(extension('a.b/Makefile')).toBe('')
    expect(extension('.py')).toBe('')
  })
})
