import { createStore, type StoreApi } from 'zustand/vanilla'
import { splitArguments } from '../../lib/arguments'
import { call } from '../../lib/http'
import type { Language, RunRequest } from '../../lib/wire'
import { type Kept, type KeptProject, read, write } from './keep'
import { freeName, moved, type Project, withFile, withName, withoutFile } from './project'
import { canStop, type News, next, type Run } from './run/machine'
import { Output } from './run/output'
import type { Engine, Running } from './run/server'
import { Texts } from './texts'

export type Part = 'files' | 'code' | 'output'

/** What can be undone: the project as it was, with its texts. */
export interface Aside {
  why: 'removed' | 'replaced'
  name: string
  project: KeptProject
}

/** Everything of one IDE that components show, but for the texts and the output, which change too often. */
export interface Desk {
  languages: readonly Language[]
  project: Project
  run: Run
  part: Part
  inputOpen: boolean
  paletteOpen: boolean
  renaming: string | null
  aside: Aside | null
  keeps: boolean
  goTo: { file: string; line: number; column: number } | null
}

/** Templates ask for a name. */
const FIRST_INPUT = 'Ada\n'
const IDLE_MS = 500
const LONGEST_MS = 2_000
const SAME_PRESS_MS = 350
const MOST_TRIES = 5
const OFFLINE_MS = 3_000

/** One IDE; several stand on a page without knowing each other. */
export class Ide {
  readonly desk: StoreApi<Desk>
  readonly texts = new Texts()
  readonly output = new Output()
  private readonly key: string
  private readonly engine: Engine
  private readonly projects: Record<string, KeptProject>
  private running: Running | null = null
  private pressedAt = Number.NEGATIVE_INFINITY
  private timer = 0
  private saving = 0
  private unsavedSince = 0

  constructor(key: string, languages: readonly Language[], engine: Engine) {
    this.key = key
    this.engine = engine
    const kept = this.load()
    this.projects = kept?.projects ?? {}
    const language = this.find(languages, kept?.language ?? 'python') ?? this.find(languages, 'python') ?? languages[0]
    if (language === undefined) throw new Error('a catalogue without a language')
    this.desk = createStore<Desk>(() => ({
      languages,
      project: this.open(language),
      run: { is: 'idle' },
      part: 'code',
      inputOpen: false,
      paletteOpen: false,
      renaming: null,
      aside: null,
      keeps: true,
      goTo: null,
    }))
  }

  get language(): Language {
    const { languages, project } = this.desk.getState()
    return this.find(languages, project.language) as Language
  }

  bounds(): { wallMs: number; memoryBytes: number } {
    return this.language.limits
  }

  // ---- files

  choose(id: string): void {
    const language = this.find(this.desk.getState().languages, id)
    if (language === undefined || id === this.desk.getState().project.language) return
    this.leaveRun()
    this.projects[this.project.language] = this.snapshot()
    this.set({ project: this.open(language), aside: null, renaming: null })
    this.save()
  }

  chooseVersion(version: string): void {
    this.change({ ...this.project, version })
  }

  change(project: Project): void {
    this.set({ project })
    this.typed()
  }

  activate(id: string): void {
    this.change({ ...this.project, active: id })
    this.set({ part: 'code' })
  }

  addFile(): void {
    const id = crypto.randomUUID()
    const name = freeName(this.project, `new${this.language.extensions[0] ?? '.txt'}`)
    this.texts.set(id, '')
    this.change(withFile(this.project, { id, name }))
    this.set({ renaming: id })
  }

  rename(id: string, name: string): void {
    this.change(withName(this.project, id, name))
    this.set({ renaming: null })
  }

  remove(id: string): void {
    const name = this.project.files.find(file => file.id === id)?.name ?? ''
    if (this.project.files.length === 1) return
    this.set({ aside: { why: 'removed', name, project: this.snapshot() } })
    this.change(withoutFile(this.project, id))
  }

  move(by: -1 | 1): void {
    this.change(moved(this.project, this.project.active, by))
  }

  startAgain(): void {
    this.set({ aside: { why: 'replaced', name: '', project: this.snapshot() } })
    delete this.projects[this.project.language]
    this.set({ project: this.open(this.language) })
    this.typed()
  }

  putBack(): void {
    const { aside } = this.desk.getState()
    if (aside === null) return
    this.projects[this.project.language] = aside.project
    this.set({ project: this.open(this.language), aside: null })
    this.typed()
  }

  /** Somebody types: it is kept when they pause, and at the latest soon. */
  typed(): void {
    const now = performance.now()
    if (this.saving === 0) this.unsavedSince = now
    clearTimeout(this.saving)
    const wait = Math.max(0, Math.min(IDLE_MS, this.unsavedSince + LONGEST_MS - now))
    this.saving = window.setTimeout(() => this.save(), wait)
  }

  save(): void {
    clearTimeout(this.saving)
    this.saving = 0
    this.projects[this.project.language] = this.snapshot()
    let keeps = true
    try {
      localStorage.setItem(this.key, write({ language: this.project.language, projects: this.projects }))
    } catch {
      keeps = false
    }
    if (keeps !== this.desk.getState().keeps) this.set({ keeps })
  }

  // ---- run

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

  close(): void {
    this.leaveRun()
    this.save()
  }

  private start(): void {
    const { run } = this.desk.getState()
    if (canStop(run)) return
    this.leaveRun()
    this.save()
    this.output.clear()
    this.set({ part: 'output' })
    this.running = this.engine.run(this.request(), news => this.hear(news))
  }

  private request(): RunRequest {
    const { language, version, files, stdin, args } = this.project
    return {
      language,
      ...(version === null ? {} : { version }),
      files: files.map(file => ({ name: file.name, content: this.texts.get(file.id) })),
      entry: files[0]?.name ?? '',
      stdin,
      args: splitArguments(args),
    }
  }

  private hear(news: News): void {
    if (news.says === 'event' && news.event.type === 'output') this.output.write(news.event.stream, news.event.text)
    if (news.says === 'event' && news.event.type === 'restarted') this.output.clear()
    if (news.says === 'ended' && !news.streamed) this.rewrite(news)
    const run = next(this.desk.getState().run, news)
    this.set({ run })
    this.wait(run)
  }

  private rewrite({ result }: Extract<News, { says: 'ended' }>): void {
    this.output.clear()
    for (const stage of [result.compile, result.run]) {
      if (stage?.stdout) this.output.write('stdout', stage.stdout)
      if (stage?.stderr) this.output.write('stderr', stage.stderr)
    }
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

  private leaveRun(): void {
    clearTimeout(this.timer)
    if (this.running !== null && canStop(this.desk.getState().run)) this.running.stop()
    this.running?.leave()
    this.running = null
    if (this.desk.getState().run.is !== 'held') this.set({ run: { is: 'idle' } })
  }

  // ---- the inside

  private get project(): Project {
    return this.desk.getState().project
  }

  private set(part: Partial<Desk>): void {
    this.desk.setState(part)
  }

  private find(languages: readonly Language[], id: string): Language | undefined {
    return languages.find(language => language.id === id)
  }

  private open(language: Language): Project {
    const kept = this.projects[language.id]
    const project = kept ?? this.fromTemplate(language)
    for (const [id, text] of Object.entries(project.texts)) this.texts.set(id, text)
    const { texts: _, ...rest } = project
    return { language: language.id, ...rest }
  }

  private fromTemplate(language: Language): KeptProject {
    const id = crypto.randomUUID()
    return {
      version: null,
      files: [{ id, name: language.entry }],
      texts: { [id]: language.template },
      active: id,
      stdin: FIRST_INPUT,
      args: '',
    }
  }

  private snapshot(): KeptProject {
    const { language: _, ...rest } = this.project
    return { ...rest, texts: Object.fromEntries(rest.files.map(file => [file.id, this.texts.get(file.id)])) }
  }

  private load(): Kept | null {
    try {
      return read(localStorage.getItem(this.key))
    } catch {
      return null
    }
  }
}
