import type { StoreApi } from 'zustand/vanilla'
import { call } from '../../../lib/http'
import type { RunRequest } from '../../../lib/wire'
import type { Desk } from '../desk'
import { findings } from './findings'
import { canStop, type News, next, type Run } from './machine'
import type { Output } from './output'
import type { Engine, Running } from './server'
import { tellOfRun } from './telling'

const SAME_PRESS_MS = 350
const MOST_TRIES = 5
const OFFLINE_MS = 3_000
/** A program that has asked for something and prints no more for so long waits; one that asked nothing may think. */
const ASKS_MS = 300
const LONG_MS = 2_000

interface Given {
  /** The project as it is now, kept before it runs. */
  request(): RunRequest
}

/** The runs of one IDE: one at a time, from the press of a key to its end. */
export class Runs {
  private readonly desk: StoreApi<Desk>
  private readonly output: Output
  private readonly engine: Engine
  private readonly given: Given
  private running: Running | null = null
  private pressedAt = Number.NEGATIVE_INFINITY
  private timer = 0
  private silence = 0
  private asked = false

  constructor(desk: StoreApi<Desk>, output: Output, engine: Engine, given: Given) {
    this.desk = desk
    this.output = output
    this.engine = engine
    this.given = given
  }

  /** A press of the one button, or of its key: presses that come faster than a person means them count once. */
  press(what: 'run' | 'stop'): void {
    const now = performance.now()
    const same = now - this.pressedAt < SAME_PRESS_MS
    this.pressedAt = now
    if (same) return
    if (what === 'run') this.start()
    else this.stop()
  }

  stop(): void {
    const { run } = this.desk.getState()
    if (run.is === 'held') this.hear({ says: 'over' })
    else this.running?.stop()
  }

  /** More of the input of the program that runs: shown where it asked, as a terminal does. */
  type(text: string): void {
    if (!this.takesInput()) return
    this.output.type(text)
    this.running?.type(text)
    this.asked = false
    this.hear({ says: 'typed' })
  }

  endInput(): void {
    if (!this.takesInput()) return
    this.running?.endInput()
    this.hear({ says: 'input-ended' })
  }

  /** What Ctrl C is to a program in a terminal. */
  interrupt(): void {
    if (this.takesInput()) this.running?.interrupt()
  }

  /** Nobody looks at this run any more. */
  leave(): void {
    clearTimeout(this.timer)
    clearTimeout(this.silence)
    if (this.running !== null && canStop(this.desk.getState().run)) this.running.stop()
    this.running?.leave()
    this.running = null
    if (this.desk.getState().run.is !== 'held') this.desk.setState({ run: { is: 'idle' } })
  }

  private takesInput(): boolean {
    const { run } = this.desk.getState()
    return (run.is === 'queued' || run.is === 'running') && run.keyboard === 'open'
  }

  private start(): void {
    if (canStop(this.desk.getState().run)) return
    this.leave()
    const request = this.given.request()
    this.output.clear()
    this.asked = false
    this.desk.setState({ part: 'output', view: 'output', findings: [], finding: -1, untouched: true })
    this.running = this.engine.run(request, news => this.hear(news))
  }

  private hear(news: News): void {
    if (news.says === 'event' && news.event.type === 'output') {
      this.output.write(news.event.stream, news.event.text)
      this.asked = !news.event.text.endsWith('\n')
    }
    if (news.says === 'event' && news.event.type === 'restarted') this.output.clear()
    if (news.says === 'ended' && !news.streamed) this.rewrite(news)
    const run = next(this.desk.getState().run, news)
    const over = run.is === 'finished' && this.desk.getState().run.is !== 'finished'
    this.desk.setState({ run })
    if (run.is === 'finished')
      this.desk.setState({ findings: findings(run.result, this.desk.getState().project.files) })
    if (run.is === 'finished' && over) tellOfRun(run.result, this.desk.getState().findings)
    if (news.says === 'event' || news.says === 'typed') this.listen(run)
    this.wait(run)
  }

  private rewrite({ result }: Extract<News, { says: 'ended' }>): void {
    this.output.clear()
    for (const stage of [result.compile, result.run]) {
      if (stage?.stdout) this.output.write('stdout', stage.stdout)
      if (stage?.stderr) this.output.write('stderr', stage.stderr)
    }
  }

  private listen(run: Run): void {
    clearTimeout(this.silence)
    if (run.is !== 'running' || run.stage !== 'run' || run.keyboard !== 'open') return
    const quiet = this.asked ? 'asks' : 'long'
    this.silence = window.setTimeout(() => this.hear({ says: 'quiet', quiet }), this.asked ? ASKS_MS : LONG_MS)
  }

  /** What passes by itself is looked after until it has. */
  private wait(run: Run): void {
    clearTimeout(this.timer)
    if (run.is === 'held') {
      this.timer = window.setTimeout(
        () => {
          if (run.why === 'too-often') this.hear({ says: 'over' })
          else if (run.tries < MOST_TRIES) this.start()
        },
        Math.max(0, run.until - performance.now()),
      )
    } else if (run.is === 'offline') {
      this.timer = window.setTimeout(() => this.lookForServer(), OFFLINE_MS)
    }
  }

  private lookForServer(): void {
    call('GET', '/health/live').then(
      () => this.hear({ says: 'over' }),
      () => this.wait(this.desk.getState().run),
    )
  }
}
