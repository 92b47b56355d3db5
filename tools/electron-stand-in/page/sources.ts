import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { createCodec } from '../wire/clone.ts'
import { readFrame, writeFrame } from '../wire/frame.ts'
import { installGuards } from './guards.ts'
import { installMainWorld } from './main-world.ts'
import { createPreloadGlobals, type PreloadProcess } from './preload-globals.ts'
import { createPreloadWorld } from './preload-world.ts'
import { createWorldLink } from './world-link.ts'

/** The name of the isolated world the preload runs in, and of the CDP binding that exists there and nowhere else. */
export const PRELOAD_WORLD = 'electron-stand-in preload'
export const BINDING = 'electronStandInSend'

export interface PageScripts {
  mainWorld: string
  preloadWorld: string
}

// Node has stripped the types by now, so this is JavaScript.
const source = (run: (...args: never[]) => unknown): string => String(run)

const BYTES = `{
  toText: (bytes) => bytes.toBase64 ? bytes.toBase64() : btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
  fromText: (text) => Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
}`

/** The scripts for one window, made from the source text of the functions in this folder. */
export function pageScripts(preload: string | undefined, about: PreloadProcess): PageScripts {
  const toPreload = randomUUID()
  const toPage = randomUUID()
  const mainWorld = `{
  const codec = (${source(createCodec)})(${BYTES})
  const link = (${source(createWorldLink)})(codec, '${toPreload}', '${toPage}');
  (${source(installMainWorld)})(link)
}`
  // Not on Chromium's error pages, which are none of the app's.
  // The preload's text stands in the script itself: evaluating it as a string would fall to the page's CSP.
  const preloadWorld = `if (location.protocol !== 'chrome-error:') {
  const send = globalThis.${BINDING}
  const codec = (${source(createCodec)})(${BYTES})
  const link = (${source(createWorldLink)})(codec, '${toPage}', '${toPreload}')
  const readFrame = ${source(readFrame)}
  const writeFrame = ${source(writeFrame)}
  const world = (${source(createPreloadWorld)})({ codec, link, readFrame, writeFrame, send })
  globalThis.electronStandInReceive = (frames) => world.receive(frames);
  (${source(installGuards)})(send, writeFrame)
  if (window === window.top) {
    send(writeFrame('hello', [location.href, String(screen.width), String(screen.height), String(screen.availWidth), String(screen.availHeight)]))
    const globals = (${source(createPreloadGlobals)})(world, link, ${JSON.stringify(about)})
    ${preload === undefined ? '' : wrapPreload(preload)}
  }
}`
  return { mainWorld, preloadWorld }
}

function wrapPreload(path: string): string {
  const source = readFileSync(path, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '')
  return `{
      const module = { exports: {} };
      (function (require, process, module, exports, global) {
${source}
}).call(undefined, globals.require, globals.process, module, module.exports, globalThis)
    }
//# sourceURL=${pathToFileURL(path).href}
`
}
