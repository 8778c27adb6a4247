import { Component, type ReactNode } from 'react'
import { type Part, tellFault } from '../lib/fault'
import { words } from '../lib/words'
import { Say } from './Say'

interface Props {
  name: string
  part: Part
  /** What else can be done with the work while the panel is not there. */
  beside?: ReactNode
  children: ReactNode
}

/** A panel that may fall over without taking the page with it: the work lies elsewhere and is safe. */
export class Sheltered extends Component<Props, { fallen: boolean }> {
  override state = { fallen: false }

  static getDerivedStateFromError(): { fallen: boolean } {
    return { fallen: true }
  }

  override componentDidCatch(thrown: unknown): void {
    tellFault(this.props.part, thrown)
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
          {this.props.beside}
        </Say>
      </section>
    )
  }
}
