import { Component, type ReactNode } from 'react'
import { words } from '../lib/words'
import { Say } from './Say'

/** A panel that may fall over without taking the page with it: the work lies elsewhere and is safe. */
export class Sheltered extends Component<{ name: string; children: ReactNode }, { fallen: boolean }> {
  override state = { fallen: false }

  static getDerivedStateFromError(): { fallen: boolean } {
    return { fallen: true }
  }

  override render(): ReactNode {
    if (!this.state.fallen) return this.props.children
    const w = words()
    return (
      <section className="sheet" aria-label={this.props.name}>
        <Say tone="no" sign="cross" title={w.crashedTitle} text={w.crashedSay}>
          <button type="button" className="btn btn-go" onClick={() => this.setState({ fallen: false })}>
            {w.openAgain}
          </button>
        </Say>
      </section>
    )
  }
}
