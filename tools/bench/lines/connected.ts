import { randomBytes, randomUUID } from 'node:crypto'
import { openDatabase } from '../../../electron/core/journal/database.ts'
import { createJournal } from '../../../electron/core/journal/journal.ts'
import { moduleOf } from '../../../electron/core/lines/modules.ts'
import type { Practice } from '../generate.ts'
import { asteriskPeer } from './asterisk.ts'
import type { Peer, PeerKind } from './peer.ts'
import { httpPeer, kannelPeer } from './posting.ts'
import { sipPeer } from './sip.ts'
import { twilioPeer } from './twilio.ts'

/** Every kind of line there is a peer for. */
export const PEERS: readonly PeerKind[] = [httpPeer, sipPeer, asteriskPeer, kannelPeer, twilioPeer]

export type Connected = { kind: PeerKind; peer: Peer; lineId: string }
export type Say = (line: string) => void

/** How long a line may take until it has signed in. */
const SIGN_IN = 30_000

/**
 * Saves a line for each kind that this version knows, each with its peer, in a practice that nobody has open. What a kind refuses is said,
 * and it is left out: a figure is missing then, and the bench goes on. `close` switches them off again.
 */
export async function connect(practice: Practice, say: Say): Promise<{ lines: Connected[]; close: () => Promise<void> }> {
  const lines: Connected[] = []
  for (const kind of PEERS) {
    const module = moduleOf(kind.kind)
    if (!module) {
      say(`  ${kind.kind}: no such line in this version; left out`)
      continue
    }
    const peer = await kind.open()
    const settings = module.settings.safeParse(peer.settings)
    // A line of its own each time: one that was here before remembers how far it had read.
    if (settings.success) lines.push({ kind, peer, lineId: `bench-${kind.kind}-${randomBytes(4).toString('hex')}` })
    else {
      say(`  ${kind.kind}: its settings were refused (${settings.error.issues[0]?.path.join('.')}: ${settings.error.issues[0]?.message}); left out`)
      await peer.close()
    }
  }
  save(practice, lines, true)
  return {
    lines,
    async close() {
      await Promise.all(lines.map(({ peer }) => peer.close()))
      save(practice, lines, false)
    },
  }
}

/** Through the journal alone: an open practice would start them. */
function save({ file, key }: Practice, lines: readonly Connected[], enabled: boolean): void {
  const db = openDatabase(file, key)
  try {
    const journal = createJournal(db, { newId: randomUUID, desk: 'desk-bench' })
    journal.record(lines.map(({ kind, peer, lineId }) => ({ kind: 'line.saved' as const, body: { lineId, kind: kind.kind, name: `Bench ${kind.kind}`, enabled, settings: peer.settings }, at: Date.now(), actor: 'rule:bench' })))
  } finally {
    db.close()
  }
}

/** Those whose line has signed in; the others are said. */
export async function signedIn(lines: readonly Connected[], say: Say): Promise<Connected[]> {
  const came = await Promise.all(
    lines.map(async ({ kind, peer }) => {
      const late = new Promise<string>((resolve) => {
        setTimeout(() => resolve(`did not sign in within ${SIGN_IN / 1000} s`), SIGN_IN).unref()
      })
      const problem = await Promise.race([peer.connected.then(() => null, (error: unknown) => (error instanceof Error ? error.message : 'failed')), late])
      if (problem !== null) say(`  ${kind.kind}: ${problem}; not measured`)
      return problem === null
    }),
  )
  return lines.filter((_, index) => came[index])
}
