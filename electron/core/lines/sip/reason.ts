import { headers, type SipMessage } from './message.ts'
import { readParams } from './values.ts'

/** How a call that rang here ended, as far as its CANCEL says. */
export type CallEnd = { answeredElsewhere: true } | { answeredElsewhere: false; why: string }

/**
 * Reads every Reason header (RFC 3326): a call completed at another phone is `SIP;cause=200` or `Q.850;cause=26`
 * (seen of Kamailio and Asterisk, INTEGRATIONS.md); whatever else, or nothing at all, is a missed call.
 */
export function endOf(message: SipMessage): CallEnd {
  const reasons = headers(message, 'reason').map((value) => {
    const semicolon = value.indexOf(';')
    const protocol = (semicolon < 0 ? value : value.slice(0, semicolon)).trim().toUpperCase()
    return `${protocol} ${semicolon < 0 ? '' : (readParams(value.slice(semicolon)).get('cause') ?? '')}`
  })
  if (reasons.some((reason) => reason === 'SIP 200' || reason === 'Q.850 26')) return { answeredElsewhere: true }
  if (reasons.some((reason) => ['SIP 603', 'SIP 486', 'Q.850 17', 'Q.850 21'].includes(reason))) return { answeredElsewhere: false, why: 'The call was declined at another phone.' }
  if (reasons.some((reason) => ['Q.850 16', 'Q.850 127', 'SIP 487'].includes(reason))) return { answeredElsewhere: false, why: 'The caller hung up.' }
  // No reason, or a timeout: it rang, and that is all that is known.
  return { answeredElsewhere: false, why: 'Nobody answered.' }
}
