// How long somebody waits for the playground: with nothing of it on their device (cold), and when they come again (warm).
// CARREL_URL is where the service is; the one word is how often to look.
import { chromium } from 'playwright-core'

const url = process.env.CARREL_URL
const times = Number(process.argv[2])
const executablePath = process.env.CARREL_CHROMIUM ?? '/usr/bin/chromium'

/** In the page: notes when there is a text to write in and a button that runs it, and when the editor is there. */
function watch() {
  const seen = {}
  const look = () => {
    const run = document.querySelector('.runbar .btn')
    if (run && !run.disabled && document.querySelector('.editor-plain, .view-line')) seen.usable ??= performance.now()
    if (document.querySelector('.view-line')) seen.whole ??= performance.now()
  }
  globalThis.seen = seen
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
}

async function load(page, go) {
  let octets = 0
  const count = async request => {
    const { responseBodySize } = await request.sizes()
    if (!/monaco|editor|languages\b.*\.js/.test(request.url())) octets += responseBodySize
  }
  page.on('requestfinished', count)
  await go()
  await page.waitForFunction(() => globalThis.seen.whole !== undefined, null, { timeout: 60_000 })
  page.off('requestfinished', count)
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  return { painted, ...(await page.evaluate(() => globalThis.seen)), octets }
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--no-proxy-server', '--disable-gpu'] })
const loads = { cold: [], warm: [] }
for (let i = 0; i < times; i++) {
  const person = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await person.newPage()
  await page.addInitScript(watch)
  loads.cold.push(await load(page, () => page.goto(url)))
  loads.warm.push(await load(page, () => page.goto(url)))
  await person.close()
}
await browser.close()

const sorted = (kind, what) => loads[kind].map(one => one[what]).sort((a, b) => a - b)
const at = (all, share) => all[Math.min(all.length - 1, Math.floor(all.length * share))]
const figure = (kind, what) => {
  const all = sorted(kind, what)
  return `${at(all, 0.5).toFixed(0).padStart(6)} ${at(all, 0.9).toFixed(0).padStart(6)}`
}
const met = (kind, target) => (at(sorted(kind, 'whole'), 0.5) <= target ? 'met' : 'MISSED')
console.log(`carrel bench page: ${times} loads each, p50 and p90 in ms`)
console.log('        first paint   write and run  whole editor   target')
for (const [kind, target] of [
  ['cold', 2000],
  ['warm', 1000],
]) {
  const figures = ['painted', 'usable', 'whole'].map(what => figure(kind, what))
  console.log(`${kind}  ${figures.join('  ')}   ${target} ms ${met(kind, target)}`)
}
const size = Math.max(...sorted('cold', 'octets')) / 1024
console.log(`first load before the editor: ${size.toFixed(0)} KB of 350`)
