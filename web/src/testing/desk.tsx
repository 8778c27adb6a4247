import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Here } from '../features/ide/here'
import { Ide } from '../features/ide/ide'
import type { News } from '../features/ide/run/machine'
import type { Engine } from '../features/ide/run/server'
import type { Language, RunEvent, RunRequest } from '../lib/wire'
import dialogue from './recorded/dialogue.json'
import languages from './recorded/languages.json'

/** An engine that a test plays: it takes a run, and tells of it what the test tells it. */
export class PlayedEngine implements Engine {
  requests: RunRequest[] = []
  said: string[] = []
  tell: (news: News) => void = () => undefined

  run(request: RunRequest, hear: (news: News) => void) {
    this.requests.push(request)
    this.tell = hear
    hear({ says: 'sent', at: performance.now(), live: request.liveStdin === true })
    hear({ says: 'accepted', at: performance.now(), id: 'r', position: 0, estimateMs: 0 })
    return {
      stop: () => this.said.push('stop'),
      leave: () => undefined,
      type: (text: string) => this.said.push(text),
      endInput: () => this.said.push('end'),
      interrupt: () => this.said.push('interrupt'),
    }
  }

  happens(...events: RunEvent[]): void {
    for (const event of events) {
      this.tell(
        event.type === 'finished'
          ? { says: 'ended', result: event.result, streamed: true }
          : { says: 'event', at: performance.now(), event },
      )
    }
  }
}

/** What a service said of a program that asks for a harbour and was typed to. */
export const recordedDialogue = dialogue as unknown as RunEvent[]
export const recordedLanguages = languages.languages as unknown as Language[]

/** A desk with nothing kept, and what stands on it. */
export function openDesk(children: ReactNode) {
  localStorage.clear()
  const engine = new PlayedEngine()
  const ide = new Ide('test', recordedLanguages, engine)
  const view = render(<Here value={ide}>{children}</Here>)
  return { ide, engine, view }
}
