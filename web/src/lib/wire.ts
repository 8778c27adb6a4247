/** What the service says and takes, as the golden files of the protocol have it. */

export type Status =
  | 'ok'
  | 'compile-error'
  | 'runtime-error'
  | 'time-limit'
  | 'memory-limit'
  | 'output-limit'
  | 'process-limit'
  | 'disk-limit'
  | 'cancelled'
  | 'refused'
  | 'internal-error'

export type StageName = 'compile' | 'run'
export type Stream = 'stdout' | 'stderr'

export interface Stage {
  status: Status
  exitCode: number | null
  signal: number | null
  stdout: string
  stderr: string
  stdoutTruncated: boolean
  stderrTruncated: boolean
  cpuMs: number
  wallMs: number
  memoryBytes: number
}

/** Which engine ran it, with the facts that this engine has. */
export type Engine =
  | {
      kind: 'server'
      sandboxId: string
      sandboxVersion: string
      isolation: string
      cached: boolean
      queueMs: number
      attempt: number
    }
  | { kind: 'client'; pyodideVersion: string; loadMs: number; wasmBytes: number; warnings: string[] }
  | { kind: 'remote'; service: string }

export interface Artifact {
  name: string
  type: string
  bytes: number
  url: string
}

export interface RunResult {
  id: string
  status: Status
  message: string
  language: string
  version: string
  runtime: string
  compile: Stage | null
  run: Stage | null
  engine: Engine
  artifacts: Artifact[]
}

interface Numbered {
  n: number
  atMs: number
}

export type RunEvent = Numbered &
  (
    | { type: 'stage-started'; stage: StageName }
    | { type: 'stage-ended'; stage: StageName; status: Status; stdoutTruncated: boolean; stderrTruncated: boolean }
    | { type: 'output'; stage: StageName; stream: Stream; text: string }
    | { type: 'restarted'; attempt: number }
    | { type: 'finished'; result: RunResult }
  )

/** A run that is not over. */
export interface Waiting {
  id: string
  status: 'queued' | 'running'
  position: number
  estimatedWaitMs: number
}

export interface RunRequest {
  language: string
  version?: string
  files: { name: string; content: string }[]
  entry: string
  stdin: string
  args: string[]
}

export interface LanguageVersion {
  version: string
  runtime: string | null
  state: 'ready' | 'not-installed'
  template: string
}

export interface Language {
  id: string
  name: string
  state: 'ready' | 'not-installed'
  aliases: string[]
  extensions: string[]
  entry: string
  editor: string
  limits: { wallMs: number; memoryBytes: number }
  template: string
  versions: LanguageVersion[]
}

/** A refusal as RFC 9457 writes it: the sentence is for the person who asked. */
export interface Problem {
  type: string
  status: number
  detail: string
  remedy?: string
  requestId?: string
  retryAfterMs?: number
}
