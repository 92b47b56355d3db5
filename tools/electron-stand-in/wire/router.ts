// Message channels between main, windows and utility processes. An end of a channel lives at a place and may move:
// while it is on its way, its messages wait here. Ends are named `<channel>.a` and `<channel>.b` by whoever made them.

export interface PortMessage {
  body: string
  ports: string[]
}

/** Where ends live: the main process, one document of a window, or one utility process. */
export interface Place {
  deliver(end: string, message: PortMessage): void
  closed(end: string): void
}

export const peerOf = (end: string): string => end.slice(0, -1) + (end.endsWith('a') ? 'b' : 'a')

export class Router {
  private readonly places = new Map<string, Place>()
  private readonly waiting = new Map<string, PortMessage[]>()
  /** Ends whose peer died while they were on their way. */
  private readonly bereft = new Set<string>()
  /** Ends that are gone. One short string for each channel that ever closed. */
  private readonly dead = new Set<string>()

  /** From the end `from` to its other end, wherever that is now. */
  send(from: string, message: PortMessage): void {
    for (const port of message.ports) this.places.delete(port)
    const to = peerOf(from)
    const place = this.places.get(to)
    if (this.dead.has(to)) {
      for (const port of message.ports) this.close(port)
    } else if (place) {
      place.deliver(to, message)
    } else {
      this.queue(to, [message])
    }
  }

  /** Messages that reached a place which then sent the end on, unread. */
  queue(end: string, messages: PortMessage[]): void {
    if (messages.length > 0) this.waiting.set(end, [...(this.waiting.get(end) ?? []), ...messages])
  }

  /** The end has arrived: gives it what waited for it, and the news of its peer's death if that came first. */
  arrive(end: string, place: Place): void {
    this.places.set(end, place)
    const messages = this.waiting.get(end) ?? []
    this.waiting.delete(end)
    for (const message of messages) place.deliver(end, message)
    if (this.bereft.delete(end)) {
      this.places.delete(end)
      this.dead.add(end)
      place.closed(end)
    }
  }

  /** The end leaves its place inside a message that is not sent through a port. */
  depart(end: string): void {
    this.places.delete(end)
  }

  /** The end is gone: its peer is told, and whatever was on its way to it dies with it. */
  close(end: string): void {
    if (this.dead.has(end)) return
    this.dead.add(end)
    this.places.delete(end)
    const lost = this.waiting.get(end) ?? []
    this.waiting.delete(end)
    const peer = peerOf(end)
    const place = this.places.get(peer)
    if (place) {
      this.places.delete(peer)
      this.dead.add(peer)
      place.closed(peer)
    } else if (!this.dead.has(peer)) {
      this.bereft.add(peer)
    }
    for (const port of lost.flatMap((message) => message.ports)) this.close(port)
  }

  /** A document or a process died, and every end in it. */
  drop(place: Place): void {
    for (const [end, at] of this.places) if (at === place) this.close(end)
  }
}

export const router = new Router()
