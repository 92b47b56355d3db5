/** Remembers the last few thousand ids, so that what a poll sees again and again is not worked through each time. */
export class Recent {
  readonly #ids = new Set<string>()
  readonly #most: number

  constructor(most = 20_000) {
    this.#most = most
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  add(id: string): void {
    this.#ids.add(id)
    // A Set keeps its order: the first is the oldest.
    for (const oldest of this.#ids) {
      if (this.#ids.size <= this.#most) return
      this.#ids.delete(oldest)
    }
  }
}
