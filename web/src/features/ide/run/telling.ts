import { errorName } from '../../../lib/errorNames'
import { tell } from '../../../lib/tell'
import type { RunResult } from '../../../lib/wire'
import type { Finding } from './findings'

/** What is told of a run that is over: how it ended, and by its name the error that its author sees first. */
export function tellOfRun({ language, status, compile, run }: RunResult, findings: readonly Finding[]): void {
  const milliseconds = Math.round((compile?.wallMs ?? 0) + (run?.wallMs ?? 0))
  tell('code_executed', { language, status, milliseconds })
  if (status !== 'ok' && status !== 'cancelled') tell('code_failed', { language, status })
  const first = findings.find(finding => finding.kind === 'error')
  if (first !== undefined) tell('error_shown', { error: errorName(first.text), kind: first.kind, language })
}
