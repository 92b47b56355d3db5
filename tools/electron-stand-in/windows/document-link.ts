import type { CdpSession } from '../browser/cdp.ts'
import { writeFrame } from '../wire/frame.ts'
import { type Place, type PortMessage, router } from '../wire/router.ts'

/** The stand-in's line to one loaded document of a window; a place where ends of channels live until it is left. */
export class DocumentLink implements Place {
  readonly contextId: number
  private readonly cdp: CdpSession
  private frames: string[] = []

  constructor(cdp: CdpSession, contextId: number) {
    this.cdp = cdp
    this.contextId = contextId
  }

  /** Frames of one turn travel together: each call over CDP costs far more than what it carries. */
  send(frame: string): void {
    if (this.frames.push(frame) === 1) queueMicrotask(() => this.flush())
  }

  deliver(end: string, message: PortMessage): void {
    this.send(writeFrame('port', [end, message.ports.join(',')], message.body))
    for (const port of message.ports) router.arrive(port, this)
  }

  closed(end: string): void {
    this.send(writeFrame('closed', [end]))
  }

  message(channel: string, body: string, ports: string[]): void {
    this.send(writeFrame('message', [channel, ports.join(',')], body))
    for (const port of ports) router.arrive(port, this)
  }

  private flush(): void {
    const frames = this.frames
    this.frames = []
    this.cdp.tell('Runtime.callFunctionOn', {
      functionDeclaration: '(frames) => electronStandInReceive(frames)',
      executionContextId: this.contextId,
      arguments: [{ value: frames }],
      silent: true,
    })
  }
}
