import { written } from '../../../lib/chord'
import { useWords } from '../../../lib/words'
import { actions } from '../actions'
import { Panel } from './Panel'

/** Every key and what it does, from the actions themselves. */
export function KeyMap() {
  const words = useWords()
  const where = (within: string | undefined) => {
    if (within === undefined) return ''
    if (within.includes('tree')) return words.ide.whereTree
    return within.includes('run') ? words.ide.whereRun : words.ide.whereTabs
  }
  return (
    <Panel title={words.action.keys} hint={words.ide.keysHint}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls with keys must reach what scrolls */}
      <section className="panel-scroll" tabIndex={0} aria-label={words.action.keys}>
        <table className="keymap">
          <thead>
            <tr>
              <th scope="col">{words.ide.keyColumn}</th>
              <th scope="col">{words.ide.doesColumn}</th>
            </tr>
          </thead>
          <tbody>
            {actions.map(
              action =>
                action.keys && (
                  <tr key={action.id}>
                    <td>
                      <kbd>{written(action.keys)}</kbd>
                    </td>
                    <td>
                      {words.action[action.id]} <span className="text-ink-3">{where(action.within)}</span>
                    </td>
                  </tr>
                ),
            )}
            <tr>
              <td>
                <kbd>{words.ide.leaveKeys}</kbd>
              </td>
              <td>{words.action.leaveEditor}</td>
            </tr>
          </tbody>
        </table>
      </section>
    </Panel>
  )
}
