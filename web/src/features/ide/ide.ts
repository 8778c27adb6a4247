import { createStore, type StoreApi } from 'zustand/vanilla'
import { splitArguments } from '../../lib/arguments'
import { tell } from '../../lib/tell'
import type { Language, RunRequest } from '../../lib/wire'
import { type Aloud, newAloud } from './aloud'
import type { Aside, Desk } from './desk'
import { type Caret, newCaret } from './editor/caret'
import type { KeptProject } from './keep'
import type { Keeper, Owner } from './keeper'
import { Layout } from './layout'
import { NOTHING_OPEN } from './open'
import { OpenTabs } from './openTabs'
import { freeName, type Project, startingWith, variables, withFile, withName, withoutFiles } from './project'
import { Output } from './run/output'
import { Runs } from './run/runs'
import type { Engine } from './run/server'
import { ALL_SAVED, type Saving } from './saving/saving'
import { Shelf } from './shelf'
import { both } from './tabs'
import { Texts } from './texts'

/** Templates ask for a name. */
const FIRST_INPUT = 'Ada\n'
/** Whoever types needs longer than a program that computes. */
const TYPING_MS = 60_000

/** What lies on the desk of somebody who comes for the first time. */
export interface Begin {
  language?: string | undefined
  code?: string | undefined
}

let count = 0

/** One IDE; several stand on a page without knowing each other. */
export class Ide {
  /** Tells it from the others on the page. */
  readonly number = ++count
  readonly desk: StoreApi<Desk>
  readonly caret: Caret = newCaret()
  readonly aloud: Aloud = newAloud()
  readonly engine: Engine
  readonly layout: Layout
  readonly tabs: OpenTabs
  /** What it stands in while it is seen, and what holds what opens over it. */
  root: HTMLElement | null = null
  over: HTMLElement | null = null
  readonly texts = new Texts()
  readonly output = new Output()
  readonly runs: Runs
  private readonly shelf: Keeper
  private readonly begin: Begin
  private following = false

  constructor(
    key: string,
    languages: readonly Language[],
    engine: Engine,
    begin: Begin = {},
    keeper: (owner: Owner, tell: (saving: Partial<Saving>) => void) => Keeper = owner => new Shelf(key, owner),
  ) {
    this.engine = engine
    this.layout = new Layout(key)
    const owner: Owner = {
      snapshot: () => {
        const { keeps, saving } = this.desk.getState()
        if (keeps && saving === null) this.set({ modified: [] })
        return this.snapshot()
      },
      keeps: keeps => this.set({ keeps }),
      follow: project => this.follow(project),
      differ: differs => this.set({ elsewhere: differs ? 'differs' : null }),
    }
    this.shelf = keeper(owner, news => {
      const saving = { ...(this.desk.getState().saving ?? ALL_SAVED), ...news }
      this.set(saving.standing.is === 'saved' ? { saving, modified: [] } : { saving })
    })
    const wish = this.layout.knows ? this.shelf.language : (begin.language ?? this.shelf.language)
    const language = this.find(languages, wish) ?? this.find(languages, 'python') ?? languages[0]
    if (language === undefined) throw new Error('a catalogue without a language')
    this.begin = { ...begin, language: language.id }
    this.desk = createStore<Desk>(() => ({
      languages,
      project: this.open(language),
      run: { is: 'idle' },
      open: NOTHING_OPEN,
      modified: [],
      chosen: [],
      part: 'code',
      side: 'files',
      drawer: false,
      put: false,
      inputOpen: false,
      over: null,
      wanted: { text: '', matchCase: false, wholeWord: false },
      by: '',
      renaming: null,
      aside: null,
      notice: null,
      formatting: false,
      elsewhere: this.shelf.waits ? 'differs' : null,
      keeps: true,
      saving: null,
      goTo: null,
      view: 'output',
      findings: [],
      finding: -1,
      untouched: true,
    }))
    this.tabs = new OpenTabs(this.desk, this.layout)
    this.runs = new Runs(this.desk, this.output, engine, { request: () => this.request() })
  }

  get language(): Language {
    const { languages, project } = this.desk.getState()
    return this.find(languages, project.language) as Language
  }

  // ---- files

  choose(id: string): void {
    const language = this.find(this.desk.getState().languages, id)
    if (language === undefined || id === this.desk.getState().project.language) return
    tell('compiler_switched', { from: this.project.language, to: id })
    this.runs.leave()
    this.save()
    this.set({ project: this.open(language), aside: null, notice: null, renaming: null, chosen: [] })
    this.set({ elsewhere: this.shelf.waits ? 'differs' : null })
    this.shelf.write()
  }

  chooseVersion(version: string): void {
    this.change({ ...this.project, version })
  }

  change(project: Project): void {
    this.set({ project })
    this.typed()
  }

  activate(id: string): void {
    if (id !== this.project.active) tell('tab_opened', { language: this.project.language })
    this.change({ ...this.project, active: id })
    this.set({ part: 'code', chosen: [], drawer: false })
  }

  /** The files that an action is about. */
  get targets(): readonly string[] {
    const { chosen, project } = this.desk.getState()
    return chosen.length > 0 ? chosen : project.active === '' ? [] : [project.active]
  }

  closeTabs(ids: readonly string[]): void {
    const active = this.tabs.close(ids)
    if (active !== this.project.active) this.change({ ...this.project, active })
  }

  goTo(place: { file: string; line: number; column: number }): void {
    this.activate(place.file)
    this.set({ goTo: place })
  }

  /** To the next problem of the last run, or the one before; past the end begins anew. */
  goToFinding(by: 1 | -1): void {
    const { findings, finding } = this.desk.getState()
    const to = finding < 0 && by < 0 ? findings.length - 1 : (finding + by + findings.length) % findings.length
    const found = findings[to]
    if (found === undefined) return
    this.set({ finding: to })
    this.goTo(found)
  }

  addFile(): void {
    tell('file_created', { language: this.project.language })
    const id = crypto.randomUUID()
    const name = freeName(this.project, `new${this.language.extensions[0] ?? '.txt'}`)
    this.texts.set(id, '')
    this.change(withFile(this.project, { id, name }))
    this.set({ renaming: id, side: 'files', put: false, drawer: true, part: 'files' })
  }

  rename(id: string, name: string): void {
    this.change(withName(this.project, id, name))
    this.set({ renaming: null, drawer: false, part: 'code' })
  }

  remove(ids: readonly string[]): void {
    const next = withoutFiles(this.project, ids)
    if (next === this.project) return
    const gone = this.project.files.filter(file => !next.files.includes(file))
    for (const _ of gone) tell('file_deleted', { language: this.project.language })
    this.putAside('removed', gone[0]?.name ?? '', gone.length)
    this.change(next)
    this.set({ chosen: [] })
  }

  startWith(id: string): void {
    this.change(startingWith(this.project, id))
  }

  /** New files with their texts; the first of them is looked at. */
  addFiles(files: readonly { name: string; text: string }[]): void {
    const added = files.map(({ name, text }) => ({ id: crypto.randomUUID(), name, text }))
    for (const { id, text } of added) this.texts.set(id, text)
    const first = added[0]
    if (first === undefined) return
    const all = [...this.project.files, ...added.map(({ id, name }) => ({ id, name }))]
    this.change({ ...this.project, files: all, active: first.id })
  }

  /** What is about to be done can be undone. */
  putAside(why: Aside['why'], name = '', count = 1): void {
    this.set({ aside: { why, name, count, project: this.snapshot() } })
  }

  startAgain(): void {
    this.putAside('replaced')
    this.set({ project: this.laid(this.fromTemplate(this.language)) })
    this.typed()
  }

  putBack(): void {
    const { aside } = this.desk.getState()
    if (aside === null) return
    this.set({ project: this.laid(aside.project), aside: null })
    this.typed()
  }

  /** Somebody types: it is kept when they pause, and at the latest soon. */
  typed(file?: string): void {
    if (this.following) return
    const { elsewhere, modified } = this.desk.getState()
    if (file !== undefined && !modified.includes(file)) this.set({ modified: [...modified, file] })
    if (elsewhere === 'followed') this.set({ elsewhere: null })
    if (this.desk.getState().untouched) this.set({ untouched: false })
    this.shelf.changed()
  }

  save(): void {
    this.shelf.save()
  }

  /** This is what lies on the desk now, as after a choice. */
  lay(project: KeptProject): void {
    this.set({ project: this.laid(project) })
    this.typed()
    this.save()
  }

  /** Of two texts that wait, this one. */
  settle(which: 'mine' | 'theirs' | 'both'): void {
    this.save()
    const { theirs } = this.shelf
    if (theirs === undefined || which === 'mine') this.shelf.settle(this.snapshot())
    else if (which === 'theirs') {
      this.shelf.settle(theirs)
      this.follow(theirs)
    } else {
      const all = both(this.snapshot(), theirs)
      this.follow(all)
      this.shelf.settle(all)
    }
    this.set({ elsewhere: null })
  }

  // ---- run

  bounds(): { wallMs: number; memoryBytes: number } {
    const { limits } = this.language
    return this.project.typing ? { ...limits, wallMs: TYPING_MS } : limits
  }

  close(): void {
    this.runs.leave()
    this.shelf.close()
  }

  private request(): RunRequest {
    this.save()
    const { language, version, files, stdin, typing, args, env } = this.project
    const { named } = variables(env)
    return {
      language,
      ...(version === null ? {} : { version }),
      files: files.map(file => ({ name: file.name, content: this.texts.get(file.id) })),
      entry: files[0]?.name ?? '',
      ...(typing ? { liveStdin: true, limits: { wallMs: TYPING_MS } } : { stdin }),
      args: splitArguments(args),
      ...(Object.keys(named).length === 0 ? {} : { env: named }),
    }
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
    return this.laid(this.shelf.open(language.id) ?? this.fromTemplate(language), language)
  }

  /** A project and its texts, put where they are worked on. */
  private laid(project: KeptProject, { id }: Language = this.language): Project {
    for (const [file, text] of Object.entries(project.texts)) this.texts.set(file, text)
    const { texts: _, mark: __, ...rest } = project
    return { language: id, ...rest }
  }

  private follow(project: KeptProject): void {
    const { active } = this.project
    this.following = true
    this.set({ project: this.laid(project), renaming: null, elsewhere: 'followed' })
    this.following = false
    if (project.files.some(file => file.id === active)) this.set({ project: { ...this.project, active } })
  }

  private fromTemplate(language: Language): KeptProject {
    const id = crypto.randomUUID()
    return {
      mark: '',
      version: null,
      files: [{ id, name: language.entry }],
      texts: { [id]: this.firstText(language) },
      active: id,
      stdin: FIRST_INPUT,
      typing: false,
      args: '',
      env: '',
    }
  }

  private firstText({ id, template }: Language): string {
    return this.begin.language === id ? (this.begin.code ?? template) : template
  }

  private snapshot(): KeptProject {
    const { language: _, ...rest } = this.project
    return { ...rest, mark: '', texts: Object.fromEntries(rest.files.map(file => [file.id, this.texts.get(file.id)])) }
  }
}
