/** The browser's store of answers, as far as pages of ours use it. */
export class PlayedCaches {
  private readonly all = new Map<string, PlayedCache>()

  async open(name: string): Promise<PlayedCache> {
    const there = this.all.get(name) ?? new PlayedCache()
    this.all.set(name, there)
    return there
  }

  async keys(): Promise<string[]> {
    return [...this.all.keys()]
  }

  async delete(name: string): Promise<boolean> {
    return this.all.delete(name)
  }
}

class PlayedCache {
  private readonly kept = new Map<string, Response>()

  async put(path: string, answer: Response): Promise<void> {
    this.kept.set(path, answer)
  }

  async match(path: string): Promise<Response | undefined> {
    return this.kept.get(path)?.clone()
  }

  async keys(): Promise<Request[]> {
    return [...this.kept.keys()].map(path => new Request(`http://localhost${path}`))
  }

  async delete(path: string): Promise<boolean> {
    return this.kept.delete(path)
  }
}
