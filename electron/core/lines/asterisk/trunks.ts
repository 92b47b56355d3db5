import { given, isOneOf, isOutsideNumber, peerOf } from './channels.ts'

/**
 * Which channels lead outside. The settings name the contexts in which calls from outside begin; the rest is learnt, and only
 * from what cannot be a phone:
 *
 * - a peer whose channel began a call in such a context, or was dialled with its channel in one, is a trunk;
 * - so is one that a phone reached with an outside number, where its name is no extension and no call was ever put to it as to a phone;
 * - a context in which a known trunk began a call is a trunk context, unless a phone began one in it too; then it never is.
 *
 * A peer that a call from outside was put to is a phone for good.
 */
export type Trunks = {
  /** Whether a channel leads outside. */
  isTrunk: (channel: string, context: string) => boolean
  /** A channel began a call by itself (its state is not "Down"). Returns whether the call comes from outside. */
  opened: (channel: string, context: string, callerId: string) => boolean
  /** A phone inside dialled `number` and this channel was made for it. Returns whether it leads outside. */
  dialled: (channel: string, context: string, number: string) => boolean
  /** A call from outside was put to this channel. */
  isPhone: (channel: string) => void
  /** Nothing is known of this opener, yet it looks like a call from outside that is put to a phone. */
  looksOutside: (opener: string, callerId: string, to: string) => boolean
  /** What was learnt, to be kept between runs. */
  learnt: () => string
}

const MOST = 50

export function createTrunks(contexts: readonly string[], remembered: string | null): Trunks {
  const known = readLearnt(remembered)
  const trunks = new Set(known.trunks)
  const learntContexts = new Set(known.contexts)
  const phones = new Set<string>()
  const phoneContexts = new Set<string>()

  const isContext = (context: string): boolean => isOneOf(context, contexts) || learntContexts.has(context)
  const learn = (set: Set<string>, name: string): void => {
    if (name !== '' && set.size < MOST) set.add(name)
  }
  const isExtension = (peer: string): boolean => /^\d{2,6}$/.test(peer)

  function isTrunk(channel: string, context: string): boolean {
    const peer = peerOf(channel)
    return isContext(context) || (trunks.has(peer) && !phones.has(peer))
  }

  return {
    isTrunk,
    opened(channel, context, callerId) {
      const peer = peerOf(channel)
      // A context that was learnt counts no longer once a phone begins a call in it.
      const isPhone = isExtension(peer) && !trunks.has(peer) && !isOneOf(context, contexts)
      const outside = !isPhone && isTrunk(channel, context)
      if (!outside) {
        learn(phoneContexts, context)
        learntContexts.delete(context)
        return false
      }
      // A peer may be named by the number that calls: that is the caller's, and no trunk.
      if (peer !== callerId && !phones.has(peer)) learn(trunks, peer)
      if (trunks.has(peer) && !phoneContexts.has(context)) learn(learntContexts, context)
      return true
    },
    dialled(channel, context, number) {
      const peer = peerOf(channel)
      const outside = isTrunk(channel, context) || (isOutsideNumber(number) && !isExtension(peer) && !phones.has(peer) && peer !== '')
      if (outside && !phones.has(peer)) learn(trunks, peer)
      return outside
    },
    isPhone(channel) {
      const peer = peerOf(channel)
      // A call from outside may be forwarded outside again.
      if (trunks.has(peer) && !isExtension(peer)) return
      if (phones.size < 5000) phones.add(peer)
      trunks.delete(peer)
    },
    looksOutside(opener, callerId, to) {
      const peer = peerOf(opener)
      return peer !== '' && !isExtension(peer) && !phones.has(peer) && isExtension(peerOf(to)) && (given(callerId) === null || isOutsideNumber(callerId))
    },
    learnt: () => JSON.stringify({ trunks: [...trunks], contexts: [...learntContexts].filter((context) => !isOneOf(context, contexts)) }),
  }
}

function readLearnt(text: string | null): { trunks: string[]; contexts: string[] } {
  const names = (list: unknown): string[] => (Array.isArray(list) ? list.filter((name): name is string => typeof name === 'string').slice(0, MOST) : [])
  try {
    const read: unknown = JSON.parse(text ?? '{}')
    const { trunks, contexts } = (typeof read === 'object' && read !== null ? read : {}) as { trunks?: unknown; contexts?: unknown }
    return { trunks: names(trunks), contexts: names(contexts) }
  } catch {
    return { trunks: [], contexts: [] }
  }
}
