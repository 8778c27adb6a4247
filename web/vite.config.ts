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

export default defineConfig({
  plugins: [react(), tailwind(), early('src/app/early.js'), zipped()],
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  test: { include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['src/testing/setup.ts'] },
})
