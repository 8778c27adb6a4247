/** What the service says and takes, as its own description has it. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Status = Schemas['Status']
export type StageName = Schemas['StageName']
export type Stream = Schemas['OutputStream']
export type Stage = Schemas['Stage']
/** Which engine ran it, with the facts that this engine has. */
export type Engine = Schemas['Engine']
export type Artifact = Schemas['Artifact']
export type RunResult = Schemas['RunResult']
export type RunEvent = Schemas['RunEvent']
/** A run that is not over. */
export type Waiting = Schemas['Waiting']
/** What goes to a program that runs, over its socket. */
export type IoMessage = Schemas['IoMessage']
export type LanguageVersion = Schemas['LanguageVersion']

/** What the page asks to be run: always files, and always where to begin. */
export type RunRequest = Schemas['ExecutionRequest'] &
  Required<Pick<Schemas['ExecutionRequest'], 'language' | 'files' | 'entry' | 'args'>>

type Limits = Schemas['LimitsRequest']

/** A language of the catalogue tells all of its limits. */
export type Language = Schemas['Language'] & { limits: Required<Pick<Limits, 'wallMs' | 'memoryBytes'>> }

/** A refusal as RFC 9457 writes it: the sentence is for the person who asked. What a proxy on the way said lacks the rest. */
export type Problem = Pick<Schemas['Problem'], 'type' | 'status' | 'detail'> & Partial<Schemas['Problem']>
