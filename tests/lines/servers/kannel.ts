import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, has, ownFolder, startProgram, until, type Program } from './program.ts'

/** Kannel with the fake carrier of its own tests, on loopback. */

const FAKE_CARRIER = '/usr/lib/kannel/test/fakesmsc'
export const hasKannel = has('bearerbox') && has('smsbox') && existsSync(FAKE_CARRIER)

export const OURS = '+15550100000'

/** The page a stranger connects Kannel by. */
export const kannelPage = readFileSync(join(import.meta.dirname, '../../../docs/lines/kannel.md'), 'utf8')

/** Where the page's commands and configuration reach, with ports of a test's own; each of them must stand there. */
export function withPorts(words: string, ours: readonly (readonly [from: string, to: string | number])[]): string {
  return ours.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`the page says nothing of ${from}`)
    return changed.replaceAll(from, String(to))
  }, words)
}

/** The configuration of the page; it retries every second instead of every ten. */
export function configOfPage(ports: KannelPorts, hook: { port: number; token: string }): string {
  return withPorts(/^```conf\n(.*?)^```$/ms.exec(kannelPage)?.[1] ?? '', [
    ['= 13000', `= ${ports.admin}`],
    ['= 13001', `= ${ports.box}`],
    ['= 13013', `= ${ports.send}`],
    ['= 10000', `= ${ports.carrier}`],
    ['http-queue-delay = 10', 'http-queue-delay = 1'],
    [':7079/', `:${hook.port}/`],
    ['TOKEN', hook.token],
  ])
}

type Wanted = {
  /** What Kannel is told to post texts to; `kannel.conf` of docs/lines/kannel.md with these ports. */
  config: (ports: KannelPorts) => string
}
export type KannelPorts = { admin: number; box: number; carrier: number; send: number }

export type Kannel = {
  sendUrl: string
  /** Without its smsbox it only keeps what the carrier brings. */
  start: (parts?: { smsbox?: boolean }) => Promise<void>
  /** As a power cut would. */
  kill: () => Promise<void>
  /** The carrier comes (and brings this text, in the words of fakesmsc), or goes. */
  carrierBrings: (from: string, type: 'text' | 'ucs2' | 'udh-text' | 'udh-data', content: string) => Promise<void>
  carrierComes: () => Promise<void>
  carrierGoes: () => Promise<void>
  /** Fulfils when these words are in the store on its disk. */
  stores: (words: string) => Promise<void>
  /** What the running Kannel printed. */
  output: () => string
  /** What the carrier was given since the test began, in order, read as text; parts of a long one are joined. */
  sent: () => { from: string; to: string; body: string }[]
}

/** Starts nothing yet: the hook's address is often known only later. */
export async function makeKannel({ config }: Wanted): Promise<Kannel> {
  const folder = ownFolder('kannel')
  const ports: KannelPorts = { admin: await freePort(), box: await freePort(), carrier: await freePort(), send: await freePort() }
  const boxes: Program[] = []
  const carriers: Program[] = []

  async function carrier(count: number, message: string): Promise<void> {
    await carriers.at(-1)?.kill()
    const program = startProgram(FAKE_CARRIER, ['-H', '127.0.0.1', '-r', String(ports.carrier), '-i', '0.01', '-m', String(count), message], { folder })
    carriers.push(program)
    await program.prints(count > 0 ? /sent message 1/ : /Connecting to/)
  }

  return {
    sendUrl: `http://127.0.0.1:${ports.send}/cgi-bin/sendsms`,
    async start({ smsbox: withSmsbox = true } = {}) {
      writeFileSync(join(folder, 'kannel.conf'), config(ports))
      const bearerbox = startProgram('bearerbox', ['kannel.conf'], { folder })
      boxes.push(bearerbox)
      await bearerbox.prints(/Start-up done, entering mainloop/)
      if (!withSmsbox) return
      const smsbox = startProgram('smsbox', ['kannel.conf'], { folder })
      boxes.push(smsbox)
      await bearerbox.prints(/smsbox connection from|Client connected from/)
      await smsbox.prints(/Connected to bearerbox/)
    },
    async kill() {
      await Promise.all(boxes.splice(0).map((program) => program.kill()))
      // The carrier ends by itself, after it has read what Kannel had sent it: killed before, it would lose texts that it was given.
      await carriers.at(-1)?.ended
    },
    carrierBrings: (from, type, content) => carrier(1, `${from} ${OURS} ${type} ${content}`),
    carrierComes: () => carrier(0, `${OURS} ${OURS} text -`),
    async carrierGoes() {
      await carriers.at(-1)?.kill()
    },
    stores: (words) => until(() => readFileSync(join(folder, 'kannel.store')).includes(words)),
    output: () => boxes.map((program) => program.output()).join(''),
    sent: () => readSent(carriers.map((program) => program.output()).join('')),
  }
}

function readSent(output: string): { from: string; to: string; body: string }[] {
  const texts: { from: string; to: string; type: string; parts: Buffer[] }[] = []
  for (const [, from = '', to = '', rest = ''] of output.matchAll(/Got message \d+: <(\S+) (\S+) (.*)>$/gm)) {
    const [, udh, type = '', content = ''] = /^(?:udh (\S+) )?(\S+) ?(.*)$/s.exec(rest) ?? []
    const bytes = type === 'text' ? Buffer.from(content) : percentDecoded(content)
    const last = texts.at(-1)
    // The last byte of its header is a part's number. Joined as bytes: Kannel cuts between the halves of an emoji.
    if (udh !== undefined && !udh.endsWith('%01') && last?.to === to) last.parts.push(bytes)
    else texts.push({ from, to, type, parts: [bytes] })
  }
  return texts.map(({ from, to, type, parts }) => {
    const bytes = Buffer.concat(parts)
    // The fake carrier does not say how the parts of a long text are coded; only UCS-2 has zero bytes.
    return { from, to, body: new TextDecoder(type === 'ucs-2' || bytes.includes(0) ? 'utf-16be' : 'utf-8').decode(bytes) }
  })
}

function percentDecoded(text: string): Buffer {
  return Buffer.from(text.replaceAll('+', ' ').replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
}
