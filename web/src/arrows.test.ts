import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'

const here = new URL('.', import.meta.url).pathname
/** Who may stand on whom; a feature never on another. */
const ALLOWED: Record<string, string[]> = {
  app: ['app', 'features', 'ui', 'lib'],
  features: ['features', 'ui', 'lib'],
  ui: ['ui', 'lib'],
  lib: ['lib'],
}

const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  name => /\.tsx?$/.test(name) && /^(app|features|ui|lib)\//.test(name) && !/\.test\.tsx?$/.test(name),
)

function imports(name: string): string[] {
  const text = readFileSync(join(here, name), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(match =>
    relative(here, join(here, dirname(name), match[1] ?? '')),
  )
}

it.each(sources)('%s stands only on what it may', name => {
  const layer = name.split('/')[0] ?? ''
  for (const to of imports(name)) {
    expect(ALLOWED[layer], `${name} imports ${to}`).toContain(to.split('/')[0])
    if (layer === 'features' && to.startsWith('features/')) expect(to.split('/')[1]).toBe(name.split('/')[1])
  }
})
