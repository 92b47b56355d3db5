import { createLocalPorts, type LocalPorts, type MessagePortMain } from '../wire/message-port.ts'
import { type Place, router } from '../wire/router.ts'

const here: Place = {
  deliver: (end, message) => mainPorts.deliver(end, message),
  closed: (end) => mainPorts.closed(end),
}

/** The ports whose ends live in the main process. */
export const mainPorts: LocalPorts = createLocalPorts({
  send: (from, message) => router.send(from, message),
  close: (end) => router.close(end),
  arrive: (end) => router.arrive(end, here),
  depart: (end, unread) => {
    router.depart(end)
    router.queue(end, unread)
  },
})

let made = 0

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain

  constructor() {
    const channel = `main${++made}`
    this.port1 = mainPorts.adopt(`${channel}.a`)
    this.port2 = mainPorts.adopt(`${channel}.b`)
  }
}
