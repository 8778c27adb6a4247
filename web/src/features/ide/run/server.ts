import { call, Refused, Unreachable } from '../../../lib/http'
import type { IoMessage, RunEvent, RunRequest, RunResult, Waiting } from '../../../lib/wire'
import type { News } from './machine'

/** What runs programs. */
export interface Engine {
  /** Starts a run; its news come in order, and none after the one that ends it. */
  run(request: RunRequest, hear: (news: News) => void): Running
}

export interface Running {
  stop(): void
  /** These three for a run that somebody types to. */
  type(text: string): void
  endInput(): void
  interrupt(): void
  /** Nobody listens any more. */
  leave(): void
}

export const server: Engine = {
  run: (request, hear) => new ServerRun(request, hear),
}

const CALM_MS = 2_000
const EAGER_MS = 500
const SILENCE_MS = 5_000

/**
 * A run on the server. Its events come over a stream; beside it the page asks now and then, and often where the stream is
 * blocked: whoever has the result first ends the run.
 */
class ServerRun implements Running {
  private id = ''
  private over = false
  private stopped = false
  private stream: EventSource | null = null
  private socket: WebSocket | null = null
  private cut = false
  private readonly unsent: IoMessage[] = []
  private readonly live: boolean
  private timer = 0
  private heardAt = 0
  private blocked = false
  private readonly hear: (news: News) => void

  constructor(request: RunRequest, hear: (news: News) => void) {
    this.hear = hear
    this.live = request.liveStdin === true
    hear({ says: 'sent', at: now(), live: this.live })
    this.submit(request).catch(fault => this.failed(fault))
  }

  stop(): void {
    if (this.over || this.stopped) return
    this.stopped = true
    this.hear({ says: 'stopping' })
    if (this.id !== '') this.cancel()
  }

  type(text: string): void {
    this.say({ type: 'stdin', text })
  }

  endInput(): void {
    this.say({ type: 'eof' })
  }

  interrupt(): void {
    this.say({ type: 'signal', signal: 'SIGINT' })
  }

  leave(): void {
    this.over = true
    this.stream?.close()
    this.socket?.close()
    clearTimeout(this.timer)
  }

  private async submit(request: RunRequest): Promise<void> {
    const answer = await call<Waiting | RunResult>('POST', '/execution/submit', request)
    if (this.over) return
    if (answer.status === 200) {
      this.end(answer.body as RunResult, false)
      return
    }
    const { id, position, estimatedWaitMs } = answer.body as Waiting
    this.id = id
    this.heardAt = now()
    this.hear({ says: 'accepted', at: now(), id, position, estimateMs: estimatedWaitMs })
    if (this.stopped) this.cancel()
    if (this.live) this.sit()
    else this.listen()
    this.ask(CALM_MS / 2)
  }

  /** Events and input over one socket. A program that is typed to ends with it, so it is not opened twice. */
  private sit(): void {
    const address = new URL(`/api/execution/${this.id}/io`, location.href)
    address.protocol = address.protocol.replace('http', 'ws')
    const socket = new WebSocket(address)
    let opened = false
    this.socket = socket
    socket.onopen = () => {
      opened = true
      for (const message of this.unsent.splice(0)) this.say(message)
    }
    socket.onmessage = message => this.happened(String(message.data))
    socket.onclose = () => {
      if (this.over) return
      if (!opened) {
        this.cancel()
        this.leave()
        this.hear({ says: 'mute' })
        return
      }
      this.cut = true
      this.blocked = true
      this.ask(0)
    }
  }

  private say(message: IoMessage): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message))
    else if (!this.cut) this.unsent.push(message)
  }

  private happened(data: string): void {
    if (this.over) return
    const event = JSON.parse(data) as RunEvent
    this.blocked = false
    this.heardAt = now()
    if (event.type === 'finished') this.end(event.result, true)
    else this.hear({ says: 'event', at: now(), event })
  }

  private listen(): void {
    const stream = new EventSource(`/api/execution/${this.id}/events`)
    this.stream = stream
    stream.onmessage = message => this.happened(message.data)
    stream.onerror = () => {
      if (this.over) return
      this.blocked = true
      this.ask(0)
    }
  }

  private ask(after: number): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.asked(), after)
  }

  private async asked(): Promise<void> {
    try {
      const answer = await call<Waiting | RunResult>('GET', `/execution/result/${this.id}`)
      if (this.over) return
      if (answer.status === 200) {
        this.end(answer.body as RunResult, false)
        return
      }
      const { status, position, estimatedWaitMs } = answer.body as Waiting
      this.hear({ says: 'place', at: now(), running: status === 'running', position, estimateMs: estimatedWaitMs })
      const silent = this.blocked || now() - this.heardAt > SILENCE_MS
      this.hear({ says: 'contact', contact: silent ? 'asking' : 'stream' })
      this.ask(silent ? EAGER_MS : CALM_MS)
    } catch (fault) {
      if (this.over) return
      if (fault instanceof Refused && fault.problem.status === 404) this.failed(fault)
      else {
        this.hear({ says: 'unreachable' })
        this.ask(CALM_MS)
      }
    }
  }

  private cancel(): void {
    call('DELETE', `/execution/${this.id}`).catch(() => {
      if (!this.over) this.timer = window.setTimeout(() => this.cancel(), CALM_MS)
    })
  }

  private end(result: RunResult, streamed: boolean): void {
    this.leave()
    const cut = this.cut && !this.stopped && result.status === 'cancelled'
    this.hear({ says: 'ended', result, streamed: streamed || cut, cut })
  }

  private failed(fault: unknown): void {
    if (this.over) return
    this.leave()
    if (fault instanceof Refused) this.hear({ says: 'problem', at: now(), problem: fault.problem })
    else if (fault instanceof Unreachable) this.hear({ says: 'unreachable' })
    else throw fault
  }
}

function now(): number {
  return performance.now()
}
