import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** What has to run before the first paint: a script of its own, for the policy of the page allows none inside it. */
function early(file: string): Plugin {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8')
  const name = `assets/early-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`
  return {
    name: 'early',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: name, source })
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${name}` }, injectTo: 'head-prepend' }],
  }
}

/** The worker by which the page opens without a network knows all of its parts by name. */
function away(file: string): Plugin {
  return {
    name: 'away',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const parts = Object.keys(bundle)
          .filter(name => name.startsWith('assets/'))
          .map(name => `/${name}`)
          .sort()
        const version = createHash('sha256').update(parts.join()).digest('base64url').slice(0, 8)
        const source = readFileSync(new URL(file, import.meta.url), 'utf8')
        const head = `self.carrel = ${JSON.stringify({ version, parts })}\n`
        this.emitFile({ type: 'asset', fileName: 'assets/away.js', source: head + source })
      },
    },
  }
}

/** What gets smaller by it lies compressed beside itself, as the server sends it. */
function zipped(): Plugin {
  return {
    name: 'zipped',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!/\.(js|css|svg|ttf)$/.test(fileName)) continue
          const source = gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 })
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source })
        }
      },
    },
  }
}

/** Icons come in six weights, of which the page uses three: the others would be half of what its icons weigh. */
function lightIcons(): Plugin {
  const unused = /^ {2}\[\n {4}"(?:duotone|light|thin)",\n[\s\S]*?\n {2}\],?\n/gm
  return {
    name: 'light-icons',
    transform: {
      filter: { id: /@phosphor-icons\/react\/dist\/defs\// },
      handler: code => ({ code: code.replace(unused, ''), map: null }),
    },
  }
}

export default defineConfig({
  plugins: [react(), tailwind(), lightIcons(), early('src/app/early.js'), away('src/app/away.js'), zipped()],
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    modulePreload: { polyfill: false },
    // What everybody needs is one file: shared among many, each would be a request and compress worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  worker: { format: 'es' },
  test: { include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['src/testing/setup.ts'], testTimeout: 60_000 },
})
