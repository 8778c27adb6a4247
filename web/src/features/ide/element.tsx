import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { Ide } from './Ide'

/** All of a page ask once for what is the same for all of them. */
const queries = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } })
let unnamed = 0
let rooted = 0

/**
 * An IDE as an element: `<carrel-ide name="lesson-3" language="python">print("tide")</carrel-ide>`. Its work is kept on this
 * device under its name; the text inside is what somebody finds who comes for the first time.
 */
export class CarrelIde extends HTMLElement {
  private root: Root | null = null
  private code: string | null = null

  connectedCallback(): void {
    if (this.root !== null) return
    this.code ??= (this.textContent ?? '').replace(/^\n/, '').replace(/\s+$/, '\n')
    const name = this.getAttribute('name') ?? `unnamed-${++unnamed}`
    const begin = {
      language: this.getAttribute('language') ?? undefined,
      code: this.code.trim() === '' ? undefined : this.code,
    }
    this.replaceChildren()
    // Each root counts its ids from one: a prefix keeps those of several apart.
    this.root = createRoot(this, { identifierPrefix: `ide-${++rooted}-` })
    this.root.render(
      <QueryClientProvider client={queries}>
        <Ide name={`element.${name}`} begin={begin} embedded />
      </QueryClientProvider>,
    )
  }

  disconnectedCallback(): void {
    // Whoever moves it elsewhere takes it out first.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.root?.unmount()
      this.root = null
    })
  }
}

export function defineElement(): void {
  if (customElements.get('carrel-ide') === undefined) customElements.define('carrel-ide', CarrelIde)
}
