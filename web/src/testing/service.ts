/** A service that a test plays: it answers by method and address, and keeps what came. */
export class PlayedService {
  asked: { route: string; body: unknown }[] = []
  private readonly answers: Record<string, () => [status: number, body: unknown]>

  constructor(answers: Record<string, () => [status: number, body: unknown]>) {
    this.answers = answers
    globalThis.fetch = async (address, init) => {
      const route = `${init?.method ?? 'GET'} ${address}`
      this.asked.push({ route, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
      const [status, body] = this.answers[route]?.() ?? [404, {}]
      return new Response(status === 204 ? null : JSON.stringify(body), { status })
    }
  }

  /** How often somebody asked for this. */
  times(route: string): number {
    return this.asked.filter(one => one.route === route).length
  }
}
