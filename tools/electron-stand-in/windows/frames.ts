import { answered } from '../answered.ts'
import type { CdpSession } from '../browser/cdp.ts'
import { originOf, toAppUrl } from '../browser/origins.ts'

export interface WebFrame {
  readonly url: string
  readonly origin: string
  readonly parent: WebFrame | null
  readonly top: WebFrame
  readonly frames: WebFrame[]
  readonly framesInSubtree: WebFrame[]
  readonly routingId: number
  readonly processId: number
  readonly frameTreeNodeId: number
  readonly frameToken: string
  readonly name: string
  readonly detached: boolean
  isDestroyed(): boolean
}

interface FrameState {
  id: string
  number: number
  parent: string | undefined
  url: string
  name: string
  face: WebFrame
}

let made = 0

/** The frames of one window as Electron's WebFrameMain shows them. */
export class Frames {
  private readonly states = new Map<string, FrameState>()
  private readonly mainId: string

  constructor(cdp: CdpSession, mainId: string) {
    this.mainId = mainId
    this.add(mainId, undefined)
    cdp.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.add(frameId, parentFrameId))
    cdp.on('Page.frameDetached', ({ frameId }) => this.states.delete(frameId))
    cdp.on('Page.frameNavigated', ({ frame }) => {
      const state = this.states.get(frame.id) ?? this.add(frame.id, frame.parentId)
      state.url = toAppUrl(frame.url + (frame.urlFragment ?? ''))
      state.name = frame.name ?? ''
    })
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const state = this.states.get(frameId)
      if (state) state.url = toAppUrl(url)
    })
  }

  get main(): WebFrame {
    return this.face(this.mainId)
  }

  /** The document says where it is before CDP does. */
  mainIsAt(url: string): void {
    const state = this.states.get(this.mainId)
    if (state) state.url = url
  }

  private face(id: string): WebFrame {
    const state = this.states.get(id) ?? this.add(id, undefined)
    return state.face
  }

  private add(id: string, parent: string | undefined): FrameState {
    const number = ++made
    const { states } = this
    const faceOf = (frameId: string) => this.face(frameId)
    const main = () => this.main
    const state: Omit<FrameState, 'face'> = { id, number, parent, url: '', name: '' }
    const face: WebFrame = answered('WebFrameMain', {
      get url() { return state.url },
      get origin() { return originOf(state.url) },
      get name() { return state.name },
      get parent() { return state.parent === undefined ? null : faceOf(state.parent) },
      get top() { return main() },
      get frames() { return [...states.values()].filter((one) => one.parent === id).map((one) => one.face) },
      get framesInSubtree(): WebFrame[] { return [face, ...face.frames.flatMap((frame) => frame.framesInSubtree)] },
      get detached() { return !states.has(id) },
      isDestroyed: () => !states.has(id),
      routingId: number,
      processId: 1,
      frameTreeNodeId: number,
      frameToken: id,
    })
    const complete = Object.assign(state, { face })
    this.states.set(id, complete)
    return complete
  }
}
