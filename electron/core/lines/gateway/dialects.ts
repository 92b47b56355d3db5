/** How one text system is spoken to. A preset is one of these; `custom` is one that was typed into the form. */
export type Dialect = {
  method: 'GET' | 'POST'
  /** Where the fields stand: in the address, as a form, or as JSON. */
  format: 'query' | 'form' | 'json'
  /** In JSON a name may be a path, and `[]` after it makes a list of one: `phoneNumbers[]`. Empty: not sent. */
  toField: string
  textField: string
  fromField: string
  idField: string
  /** Further fields, `a=1&b=2`; `{report}`, `{coding}` and `{id}` in their values are filled in. */
  extra: string
  auth: 'none' | 'fields' | 'basic' | 'bearer' | 'header'
  userField: string
  passwordField: string
  authHeader: string
  /** Taken is: any 2xx; a 2xx that begins with one of these words; a 2xx with something at this path of its JSON. */
  accepted: 'status' | 'words' | 'json'
  acceptedIs: string
  /** Path of the system's own id in its JSON answer. */
  idPath: string
  /** Fields of what it posts to us; `a|b` takes the first that is there. Empty `inText`: the body itself is the text. */
  inFrom: string
  inText: string
  inId: string
  inTime: string
  /** The field whose value says what a post is, and its values, separated by spaces. Empty `textIs`: all others. */
  inState: string
  textIs: string
  sentIs: string
  deliveredIs: string
  failedIs: string
  /** The id in a report: ours (`idField`) or the one it answered (`idPath`). */
  inReportId: string
  inReason: string
}

/** What a preset knows beyond the form: how to ask whether name and password are right without sending anything. */
export type Preset = Dialect & { probe: 'noReceiver' | { path: string } }

const base: Dialect = {
  method: 'POST',
  format: 'json',
  toField: 'to',
  textField: 'text',
  fromField: 'from',
  idField: '',
  extra: '',
  auth: 'none',
  userField: 'username',
  passwordField: 'password',
  authHeader: 'X-Api-Key',
  accepted: 'status',
  acceptedIs: '',
  idPath: 'id',
  inFrom: 'from',
  inText: 'text',
  inId: 'id',
  inTime: 'time',
  inState: 'state',
  textIs: '',
  sentIs: 'sent',
  deliveredIs: 'delivered',
  failedIs: 'failed',
  inReportId: 'id',
  inReason: 'reason',
}

/**
 * Kannel 1.4 (its user guide, "Sending SMS via HTTP" and "Delivery reports"). Reports come to an address of each text's
 * own, so that nothing has to match; their numbers are 1 delivered, 2 not delivered, 4 buffered, 8 accepted, 16 refused.
 */
const kannel: Preset = {
  ...base,
  method: 'GET',
  format: 'query',
  extra: 'charset=UTF-8&coding={coding}&dlr-mask=31&dlr-url={report}%3Fdlr%3D%25d%26ts%3D%25T%26reason%3D%25A',
  auth: 'fields',
  idPath: '',
  inText: '',
  inTime: 'ts',
  inState: 'dlr',
  sentIs: '4 8',
  deliveredIs: '1',
  failedIs: '2 16',
  inReportId: '',
  probe: 'noReceiver',
}

/** SMSGate, the Android app "SMS Gateway" by capcom6, in its Local Server mode. Its ids are at most 36 characters. */
const smsgate: Preset = {
  ...base,
  toField: 'phoneNumbers[]',
  textField: 'textMessage.text',
  fromField: '',
  idField: 'id',
  extra: 'withDeliveryReport=true',
  auth: 'basic',
  // `phoneNumber` is going: the app calls it deprecated since February 2026.
  inFrom: 'payload.sender|payload.phoneNumber',
  inText: 'payload.message',
  // Its `id` is one of each webhook, and its `messageId` one of each wording: number, time and words tell a text.
  inId: '',
  inTime: 'payload.receivedAt',
  inState: 'event',
  textIs: 'sms:received',
  sentIs: 'sms:sent',
  deliveredIs: 'sms:delivered',
  failedIs: 'sms:failed',
  inReportId: 'payload.messageId',
  inReason: 'payload.reason',
  probe: { path: '/webhooks' },
}

export const presets = { kannel, smsgate }
export const plainDialect = base
