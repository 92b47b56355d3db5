import { factsOf, isInbound } from './call-facts.ts'
import { addressOf, readJson, readRetryAfter, TwilioError } from './client.ts'
import { deliveryOf } from './deliveries.ts'
import { failureWords, meansOptedOut, refusalWords } from './errors.ts'
import { readAccountStatus, readCall, readCalls, readErrorCode, readMedia, readMessage, readMessages, readNumbers, readRecordings, readSid } from './wire.ts'

const ACCOUNT = `https://api.twilio.com/2010-04-01/Accounts/AC${'0123456789abcdef'.repeat(2)}`
const hex = (digit: string): string => digit.repeat(32)
const date = 'Tue, 10 Mar 2026 15:04:05 +0000'

const message = { sid: `SM${hex('1')}`, direction: 'inbound', status: 'received', from: '+15550100177', to: '+15550100100', body: 'Can I come at 3? 👍', num_media: '1', num_segments: '1', error_code: null, date_created: date, date_sent: date, date_updated: date }
const call = { sid: `CA${hex('2')}`, parent_call_sid: null, direction: 'inbound', status: 'completed', from: '+266696687', to: '+15550100100', caller_name: 'RAMIREZ MARIA', duration: '31', date_created: date, start_time: date, end_time: date, date_updated: date }
const next = '/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json?PageSize=100&Page=1&PageToken=PASM11'

/** Everything that reads what Twilio answers. What is read must fit into a fact, and a next page must stay at Twilio. */
export const twilioFuzz = {
  name: 'twilio',
  seeds: [
    { messages: [message, { ...message, sid: `MM${hex('3')}`, status: 'undelivered', direction: 'outbound-api', error_code: 30_003 }], next_page_uri: next, page: 0 },
    { calls: [call, { ...call, status: 'no-answer', duration: null, parent_call_sid: `CA${hex('4')}` }, { ...call, status: 'in-progress', end_time: null, direction: 'trunking-originating' }], next_page_uri: null },
    { media_list: [{ sid: `ME${hex('5')}`, content_type: 'image/jpeg', parent_sid: message.sid, uri: next }], next_page_uri: next },
    { incoming_phone_numbers: [{ sid: `PN${hex('6')}`, phone_number: '+15550100100' }], next_page_uri: null },
    { recordings: [{ sid: `RE${hex('8')}`, source: 'RecordVerb', status: 'completed', duration: '21' }], next_page_uri: null },
    message,
    call,
    { code: 21_610, message: 'Attempt to send to unsubscribed recipient', more_info: 'https://www.twilio.com/docs/errors/21610', status: 400 },
    { sid: `AC${hex('7')}`, status: 'active' },
  ].map((seed) => JSON.stringify(seed)) as (string | Buffer)[],
  run(input: Buffer): void {
    const text = input.toString('utf8')
    const json = readJson(text)
    const messages = readMessages(json)
    const calls = readCalls(json)
    const recordings = readRecordings(json)?.entries ?? []
    for (const page of [messages, calls, readMedia(json), readNumbers(json)]) if (page) openNext(page.next)
    for (const read of [...(messages?.entries ?? []), readMessage(json)]) {
      if (!read) continue
      check(read.sid.length === 34, 'a sid is 34 characters')
      deliveryOf(read, 'text', 0)
    }
    for (const read of [...(calls?.entries ?? []), readCall(json)]) {
      if (!read) continue
      isInbound(read)
      for (const { id, at } of factsOf(read, { legs: calls?.entries ?? [], recordings, now: 0 }).facts) check(id.length <= 140 && Number.isSafeInteger(at), 'a fact fits into the journal')
    }
    const code = readErrorCode(json)
    check(failureWords(code).length <= 300 && refusalWords(400, code).length <= 300, 'words fit onto the screen')
    meansOptedOut(code)
    readAccountStatus(json)
    readSid(json)
    readRetryAfter(text, 0)
    openNext(text)
  },
}

function openNext(path: string | null): void {
  if (path === null) return
  try {
    const url = addressOf(ACCOUNT, path)
    check(url.origin === 'https://api.twilio.com' && /^\/2010-04-01\/Accounts\/AC(?:0123456789abcdef){2}[/.]/.test(url.pathname), 'a next page stays in the account')
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error
  }
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`)
}
