import { EventEmitter } from 'node:events'
import { answered } from '../answered.ts'
import { codec } from '../wire/codec.ts'
import type { WebFrame } from '../windows/frames.ts'
import { mainPorts } from './message-channel.ts'

type InvokeHandler = (event: unknown, ...args: unknown[]) => unknown

export interface IpcSender {
  sender: { send(channel: string, ...args: unknown[]): void }
  senderFrame: WebFrame
}

const handlers = new Map<string, InvokeHandler>()

class IpcMain extends EventEmitter {
  handle(channel: string, handler: InvokeHandler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

export const ipcMain = answered('ipcMain', new IpcMain())

const describe = ({ sender, senderFrame }: IpcSender) => ({
  sender,
  senderFrame,
  frameId: senderFrame.routingId,
  processId: senderFrame.processId,
  type: 'frame',
})

/** ipcRenderer.send and ipcRenderer.postMessage. */
export function receiveMessage(from: IpcSender, channel: string, body: string, ends: string[]): void {
  const reply = (answer: string, ...args: unknown[]) => from.sender.send(answer, ...args)
  const event = answered('IpcMainEvent', { ...describe(from), ports: ends.map((end) => mainPorts.adopt(end)), reply })
  ipcMain.emit(channel, event, ...(codec.decode(body) as unknown[]))
}

/** ipcRenderer.invoke: the encoded answer, or the sentence Electron gives the page. */
export async function receiveInvoke(from: IpcSender, channel: string, body: string): Promise<{ ok: boolean; body: string }> {
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const result = await handler(answered('IpcMainInvokeEvent', describe(from)), ...(codec.decode(body) as unknown[]))
    return { ok: true, body: codec.encode(result) }
  } catch (error) {
    // Electron itself prints this on the terminal as well.
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { ok: false, body: codec.encode(`Error invoking remote method '${channel}': ${String(error)}`) }
  }
}
