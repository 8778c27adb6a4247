import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    browser: string
  }
}

/** One browser for all journeys; each person in it has a profile of their own. */
export default async function open(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = process.env.CARREL_CHROMIUM ?? '/usr/bin/chromium'
  const args = ['--no-sandbox', '--no-proxy-server', '--disable-gpu']
  const server = await chromium.launchServer({ executablePath, args })
  project.provide('browser', server.wsEndpoint())
  return () => server.close()
}
