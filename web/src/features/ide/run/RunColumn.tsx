import { Tabs } from '@base-ui/react/tabs'
import { classes } from '../../../lib/classes'
import { size, time } from '../../../lib/figures'
import { useWords } from '../../../lib/words'
import { ActionButton } from '../ActionButton'
import { clear, copy, input, palette, run as runAction, stop } from '../actions'
import type { View } from '../desk'
import { useDesk, useIde } from '../here'
import { Splitter } from '../Splitter'
import { Artifacts } from './Artifacts'
import { Console } from './Console'
import { InputLine } from './InputLine'
import { InputPanel } from './InputPanel'
import { LanguagePicker } from './LanguagePicker'
import { canStop } from './machine'
import { Problems } from './Problems'
import { Verdict } from './Verdict'
import './run.css'

/** The right hand side: what is run and how, how it went, and what it gave. */
export function RunColumn() {
  const ide = useIde()
  const words = useWords()
  const running = useDesk(desk => canStop(desk.run))
  const artifacts = useDesk(desk => (desk.run.is === 'finished' ? desk.run.result.artifacts.length : 0))
  const view = useDesk(desk => desk.view)
  const problems = useDesk(desk => desk.findings.length)
  const inputOpen = useDesk(desk => desk.inputOpen)
  const stdin = useDesk(desk => desk.project.stdin)
  const typing = useDesk(desk => desk.project.typing)
  useDesk(desk => desk.project.language)
  const bounds = ide.bounds()
  const lines = stdin === '' ? 0 : stdin.replace(/\n$/, '').split('\n').length
  return (
    <section className="column column-output" aria-label={words.runColumn} data-region="run">
      <Splitter />
      <div className="runbar">
        {running ? (
          <ActionButton action={stop} look="stop" show="key" />
        ) : (
          <ActionButton action={runAction} look="go" show="key" />
        )}
        <span className="flex-1" />
        <ActionButton action={palette} look="quiet" show="key" />
      </div>
      <div className="sheet">
        <div className="settings">
          <LanguagePicker />
          <span className="row">
            <ActionButton action={input} look="quiet" expanded={inputOpen} />
            {(typing || lines > 0) && <span className="tag">{typing ? words.typedTag : words.lines(lines)}</span>}
          </span>
          <span className="limits">{words.limits(time(bounds.wallMs), size(bounds.memoryBytes))}</span>
        </div>
        {inputOpen && <InputPanel />}
        <Verdict />
        <Tabs.Root
          value={view}
          onValueChange={next => ide.desk.setState({ view: next as View })}
          className="views-root"
        >
          <div className="views">
            <Tabs.List className="flex gap-4" aria-label={words.output}>
              <Tabs.Tab value="output">{words.output}</Tabs.Tab>
              <Tabs.Tab value="problems">
                {words.problems}
                {problems > 0 && <span className="tag">{problems}</span>}
              </Tabs.Tab>
              <Tabs.Tab value="artifacts">
                {words.artifacts}
                {artifacts > 0 && <span className="tag">{artifacts}</span>}
              </Tabs.Tab>
            </Tabs.List>
            <span className="flex-1" />
            <ActionButton action={clear} look="quiet" show="icon" />
            <ActionButton action={copy} look="quiet" show="icon" />
          </div>
          <Tabs.Panel value="output" className={classes('out')} tabIndex={-1}>
            <Console />
          </Tabs.Panel>
          <Tabs.Panel value="problems" className="out" tabIndex={-1}>
            <Problems />
          </Tabs.Panel>
          <Tabs.Panel value="artifacts" className="out" tabIndex={-1}>
            <Artifacts />
          </Tabs.Panel>
        </Tabs.Root>
        <InputLine />
      </div>
    </section>
  )
}
